import { earlierEdition } from '../../../server/src/rules/examples';
import { ownerSkippedState } from '../../../server/src/rules/owner/ownerSkippedState';
import { patches, testRule } from '../../support/ruleTester';

const stated = (state: string, versions: readonly string[] = []) => ({
  'product-id': 'Batch',
  'product-version': versions,
  state,
});
const before = (...products: readonly ReturnType<typeof stated>[]) => earlierEdition({}, [{ product: products }]);

const possible = (from: string, to: string) => ({
  name: `${from}, then ${to}`,
  isOwner: true,
  code: patches({ product: [stated(to)] }),
  previous: before(stated(from)),
});

const skipped = (from: string, to: string, over: readonly string[], brings: readonly string[] = []) => ({
  name: `${from}, then ${to}: skips ${over.join(', ')}`,
  isOwner: true,
  code: patches({ product: [stated(`[[${to}]]`)] }),
  previous: before(stated(from)),
  errors: [
    {
      message: 'skipped',
      args: ['previous.xml', from, 'Batch', to, over.join('", "')],
      suggestions: [{ title: `Replace with "${over[0]}"`, output: patches({ product: [stated(over[0]!)] }), brings }],
    },
  ],
  output: null,
});

testRule(ownerSkippedState, {
  valid: [
    { name: 'no previous edition', isOwner: true, code: patches({ product: [stated('Installed')] }) },
    { ...possible('In Internal Test', 'Installed'), name: "a supplier's file", isOwner: false },
    possible('In Internal Test', 'Authorized'),
    possible('In Internal Test', 'Not Authorized'),
    possible('Not Authorized', 'In Internal Test'),
    possible('Authorized', 'Effective'),
    possible('Authorized', 'Installed'),
    possible('Installed', 'Installed'),
    possible('Installed', 'Not Authorized'),
    possible('Installed', 'Authorized'),
    possible('Available', 'In Internal Test'),
    possible('In Test', 'Released'),
    {
      name: 'another version',
      isOwner: true,
      code: patches({ product: [stated('Installed', ['2'])] }),
      previous: before(stated('In Internal Test', ['1'])),
    },
  ],
  invalid: [
    skipped('In Internal Test', 'Effective', ['Authorized']),
    skipped('In Internal Test', 'Installed', ['Authorized']),
    skipped('Not Authorized', 'Authorized', ['In Internal Test']),
    skipped('Not Authorized', 'Installed', ['In Internal Test', 'Authorized']),
    skipped('Approved', 'Authorized', ['In Internal Test']),
    skipped('Available', 'Installed', ['In Internal Test', 'Authorized']),
    {
      name: 'a product once, for the first of its versions',
      isOwner: true,
      code: patches({ product: [stated('[[Effective]]', ['1', '2', '3'])] }),
      previous: before(stated('Authorized', ['1']), stated('In Internal Test', ['2']), stated('Not Authorized', ['3'])),
      errors: [
        {
          message: 'skipped',
          args: ['previous.xml', 'In Internal Test', 'Batch, 2', 'Effective', 'Authorized'],
          suggestions: [
            {
              title: 'Replace with "Authorized"',
              output: patches({ product: [stated('Authorized', ['1', '2', '3'])] }),
              leaves: 1,
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
