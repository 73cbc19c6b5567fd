import assert from 'node:assert/strict';
import type { Draft } from '../../server/src/domain/publicationText';
import type { WriteOptions } from '../../server/src/exchange/write/change';
import { statementActions } from '../../server/src/language/statementActions';
import { render } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import { edited, withCursor } from '../support/cursor';
import { documentIn, problemsIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';

/** 2026-11-29, evening. */
const CLOCK = { instant: Date.UTC(2026, 10, 29, 20), offset: 0 };
const TODAY = '2026-11-29T00:00:00Z';

type Product = Draft<'product'>;

function patch(id: string, ...products: readonly Product[]): Draft<'patch'> {
  return { 'patch-id': id, title: 'Update', released: '2026-02-10T08:00:00Z', product: products };
}

function product(version: string, state: string, more: Product = {}): Product {
  return { 'product-id': 'Batch', 'product-version': version, state, ...more };
}

/** The text after each action at the `|`, by title. */
function actionsAt(test: TestVocabulary, marked: string, options: Partial<WriteOptions> = {}): Record<string, string> {
  const { text, offset } = withCursor(marked);
  const document = documentIn(test, text);
  const actions = runToCompletion(
    statementActions(document, { start: offset, end: offset }, { clock: CLOCK, ...options }),
  );
  return Object.fromEntries(
    actions.map(({ title, args, edits }) => {
      const after = edited(text, edits);
      const errors = problemsIn(documentIn(test, after)).filter((problem) => !problem.startsWith('vpc/'));
      assert.deepEqual(errors, [], after);
      return [render(title, args), after];
    }),
  );
}

for (const test of BOTH) {
  const text = (...patches: readonly Draft<'patch'>[]): string => publicationText(test, patches);

  describe(`actions on statements: ${test.title}`, () => {
    it('in a state, set each state that can follow, with the date of today', () => {
      const before = product('8.2', 'In T|est', { 'state-date': '2026-02-18T08:00:00Z' });
      assert.deepEqual(actionsAt(test, text(patch('KB1', before))), {
        'Set the state to "Not Approved" as of today': text(
          patch('KB1', product('8.2', 'Not Approved', { 'state-date': TODAY })),
        ),
        'Set the state to "Not Applicable" as of today': text(
          patch('KB1', product('8.2', 'Not Applicable', { 'state-date': TODAY })),
        ),
        'Set the state to "Approved" as of today': text(
          patch('KB1', product('8.2', 'Approved', { 'state-date': TODAY })),
        ),
      });
    });

    it('lead to the states of the asset owner only in the files of one', () => {
      const marked = text(patch('KB1', product('8.2', 'Appro|ved')));
      const states = (options?: Partial<WriteOptions>): string[] =>
        Object.keys(actionsAt(test, marked, options)).map((title) => /"(.*)"/.exec(title)![1]!);
      assert.deepEqual(states(), ['Not Approved', 'Released']);
      assert.deepEqual(states({ anySupplier: true }), ['Not Approved', 'Released', 'In Internal Test']);
    });

    it('copy a statement to the other versions of the product, on the same platforms', () => {
      const other = (version: string, platform: string): Product => product(version, 'Available', { platform });
      const more: Product = {
        platform: 'W1',
        'state-date': '2026-02-18T08:00:00Z',
        reboot: 'true',
        comment: 'Tested.',
      };
      const known = patch('KB2', other('8.0', 'W1'), other('8.1', 'W1'), other('8.1', 'W2'));
      const own = product('8.2', 'Approved', more);
      const marked = text(known, patch('KB1', product('8.2|', 'Approved', more)));
      const copies = ['8.0', '8.1'].map((version) => product(version, 'Approved', more));
      assert.deepEqual(actionsAt(test, marked), {
        'Copy this statement to 8.0, 8.1': text(known, patch('KB1', own, ...copies)),
      });
    });

    it('replace the statements about other versions only as an action of its own', () => {
      const known = patch('KB2', product('8.0', 'Available'), product('8.1', 'Available'));
      const marked = text(known, patch('KB1', product('8.0', 'In Test'), product('8.2|', 'Approved')));
      const own = product('8.2', 'Approved');
      assert.deepEqual(actionsAt(test, marked), {
        'Copy this statement to 8.1': text(
          known,
          patch('KB1', product('8.0', 'In Test'), own, product('8.1', 'Approved')),
        ),
        'Replace the statements about 8.1, 8.0 with this one': text(
          known,
          patch('KB1', product('8.0', 'Approved'), own, product('8.1', 'Approved')),
        ),
      });
    });

    it('in a patch, set all its products, or add those without statement, as not applicable', () => {
      const known = patch('KB2', product('8.1', 'Available'), { 'product-id': 'Historian', state: 'Available' });
      const marked = text(known, patch('KB1|', product('8.2', 'In Test')));
      const none = product('8.2', 'Not Applicable', { 'state-date': TODAY });
      const added = [product('8.1', 'Not Applicable', { 'state-date': TODAY })];
      const historian: Product = { 'product-id': 'Historian', state: 'Not Applicable', 'state-date': TODAY };
      assert.deepEqual(actionsAt(test, marked), {
        'Set all products of the patch to "Not Applicable" as of today': text(known, patch('KB1', none)),
        'Add "Not Applicable" for the products without statement: Batch 8.1, Historian': text(
          known,
          patch('KB1', product('8.2', 'In Test'), ...added, historian),
        ),
      });
    });
  });
}

describe('actions on statements', () => {
  const text = (...patches: readonly Draft<'patch'>[]): string => publicationText(FIRST, patches);

  it('are none where nothing fits', () => {
    const noPlace = publicationText(FIRST, [patch('KB1', product('8.2', 'In Test'))], { supplier: 'North|wind' });
    assert.deepEqual(actionsAt(FIRST, noPlace), {});
    // A state that is not of the profile, and a product of one version.
    assert.deepEqual(actionsAt(FIRST, text(patch('KB1', product('8.2', 'Revie|wed')))), {});
    assert.deepEqual(actionsAt(FIRST, text(patch('KB1', product('8.2|', 'In Test')))), {});
    // All products of the file are not applicable already.
    assert.deepEqual(actionsAt(FIRST, text(patch('KB|1', product('8.2', 'Not Applicable')))), {});
  });

  it('do not lead away from a state of a code list of the supplier', () => {
    const marked = text(patch('KB1', product('8.2', 'In Te|st'))).replace('<Status>', '<Status listID="own">');
    assert.deepEqual(actionsAt(FIRST, marked), {});
  });

  it('do not change another statement than the one at the cursor', () => {
    // The later statement holds, so a change of this product would be made there.
    const later = product('8.2', 'Approved', { 'state-date': '2026-03-01T00:00:00Z' });
    const marked = text(patch('KB1', product('8.2', 'In Te|st', { 'state-date': '2026-02-01T00:00:00Z' }), later));
    assert.deepEqual(actionsAt(FIRST, marked), {});
  });

  it('do not copy to a version that a statement without version is about', () => {
    const known = patch('KB2', product('8.1', 'Available'));
    const general: Product = { 'product-id': 'Batch', state: 'In Test' };
    assert.deepEqual(actionsAt(FIRST, text(known, patch('KB1', general, product('8.2|', 'Approved')))), {});
  });

  it('do not write a text in one language over others', () => {
    const known = patch('KB2', product('8.1', 'Available'));
    const marked = text(
      known,
      patch('KB1', product('8.1', 'In Test'), product('8.2|', 'Not Approved', { comment: 'Er stürzt ab.' })),
    ).replace('<Comment>', '<Comment languageID="de">');
    assert.deepEqual(actionsAt(FIRST, marked), {});
  });
});
