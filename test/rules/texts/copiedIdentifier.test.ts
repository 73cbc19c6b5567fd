import { copiedIdentifier } from '../../../server/src/rules/texts/copiedIdentifier';
import { patch, testRule } from '../../support/ruleTester';

/** A title that names another patch. */
const title = (id: string, before: string, other: string, after: string) => ({
  name: `"${before}" for ${id}`,
  code: patch({ 'patch-id': `{{${id}}}`, title: `[[${before}]]` }),
  errors: [
    {
      message: 'title',
      args: [other, id],
      related: [{ message: 'patch' }],
      suggestions: [{ title: `Replace with "${id}"`, output: patch({ 'patch-id': id, title: after }) }],
    },
  ],
  output: null,
});

/** A URL that names another patch. */
const address = (id: string, before: string, other: string, after: string) => ({
  name: `"${before}" for ${id}`,
  code: patch({ 'patch-id': `{{${id}}}`, 'information-url': `[[${before}]]` }),
  errors: [
    {
      message: 'address',
      args: [other, id],
      related: [{ message: 'patch' }],
      suggestions: [{ title: `Replace with "${id}"`, output: patch({ 'patch-id': id, 'information-url': after }) }],
    },
  ],
  output: null,
});

const accepted = (id: string, text: string) => ({
  name: `"${text}" for ${id}`,
  code: patch({ 'patch-id': id, title: text }),
});

testRule(copiedIdentifier, {
  valid: [
    accepted('KB5075906', 'Update (KB5073457), KB5075906 too'),
    accepted('KB5075906', 'Version 5073457'),
    accepted('KB5075906', 'SKB5073457'),
    accepted('KB5075906', 'KB50734'),
    accepted('KB5075906', 'KB507345789'),
    accepted('1.2.3', 'KB5073457'),
    accepted('KB5075', 'KB5076'),
    {
      name: 'the URL of the patch itself, with letters',
      code: patch({ 'patch-id': 'KB5075906', 'information-url': 'https://example.com/kb-5075906?x' }),
    },
    {
      name: 'a number elsewhere in the URL',
      code: patch({ 'patch-id': 'KB5075906', 'information-url': 'https://example.com/a?id=5073457' }),
    },
    ...(['supersedes', 'superseded-by', 'prerequisite', 'bulletin'] as const).map((role) => ({
      name: `the patch refers to it: ${role}`,
      code: patch({ 'patch-id': 'KB5075906', title: 'After KB5073457', [role]: 'KB5073457' }),
    })),
  ],
  invalid: [
    title('KB5075906', 'Update (KB5073457)', 'KB5073457', 'Update (KB5075906)'),
    title('KB5075906', 'Update (kb5073457), again KB-5073457', 'kb5073457', 'Update (kb5075906), again KB-5075906'),
    title('ADV990001', 'ADV990002', 'ADV990002', 'ADV990001'),
    title('KB-12345', 'KB 1234 and 123456', 'KB 1234', 'KB 12345 and 1234556'),
    address('KB5075906', 'https://example.com/help/5073457', '5073457', 'https://example.com/help/5075906'),
    address(
      'KB5075906',
      'https://example.com/update-kb5073457?x#y',
      'update-kb5073457',
      'https://example.com/update-kb5075906?x#y',
    ),
    {
      name: 'the patch refers to one of two',
      code: patch({
        'patch-id': '{{KB5075906}}',
        title: '[[KB5073457 and KB5073458]]',
        supersedes: 'KB5073457',
      }),
      errors: [
        {
          message: 'title',
          args: ['KB5073458', 'KB5075906'],
          related: [{ message: 'patch' }],
          suggestions: [
            {
              title: 'Replace with "KB5075906"',
              output: patch({ 'patch-id': 'KB5075906', title: 'KB5073457 and KB5075906', supersedes: 'KB5073457' }),
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
