import assert from 'node:assert/strict';
import { codeValue } from '../../../server/src/rules/states/codeValue';
import { ruleProblems } from '../../../server/src/rules/runner';
import { Vocabulary } from '../../../server/src/domain/vocabulary';
import { parse } from '../../../server/src/xml/parser';
import { render } from '../../../server/src/xml/problem';
import { publicationText } from '../../support/publications';
import { patch, product, testRule } from '../../support/ruleTester';
import { BOTH, type TestVocabulary } from '../../support/vocabularies';

const SEVERITIES = 'Critical, Important, Moderate, Low, None';
const listName = ({ vocabulary }: TestVocabulary): string => vocabulary.attributeName('code-list')!;

const tested = { 'state-date': '2026-02-16T14:30:00Z', comment: 'It stops.' };

/** A severity with a problem, and the arguments of the message. */
const severity = (value: string) => ({
  code: patch({ severity: `[[${value}]]` }),
  message: 'unlisted',
  args: (testVocabulary: TestVocabulary) => [value, SEVERITIES, listName(testVocabulary)],
});

testRule(codeValue, {
  valid: [
    { name: 'a known value with whitespace around it', code: patch({ severity: ' Critical ' }) },
    {
      name: 'a value with its own code list',
      code: patch({ severity: { value: 'High', attributes: { 'code-list': 'CVSS' } } }),
    },
    { name: 'the same word where any text is allowed', code: patch({ title: 'High' }) },
  ],
  invalid: [
    {
      name: 'only the case is different',
      code: severity('critical').code,
      errors: [severity('critical')],
      output: patch({ severity: 'Critical' }),
    },
    {
      name: 'only the case is different, with other similar values',
      code: product({ ...tested, state: '[[not approved]]' }),
      errors: [
        {
          message: 'unlisted',
          args: (testVocabulary) => [
            'not approved',
            testVocabulary.profile.states.map(({ value }) => value).join(', '),
            listName(testVocabulary),
          ],
          suggestions: ['Approved', 'Not Authorized'].map((state) => ({
            title: `Replace with "${state}"`,
            output: product({ ...tested, state }),
            brings: state === 'Approved' ? [] : ['vpc/asset-owner-state'],
          })),
        },
      ],
      output: product({ ...tested, state: 'Not Approved' }),
    },
    ...(
      [
        ['OK', 'Approved'],
        ['freigegeben', 'Approved'],
        ['Nicht freigegeben', 'Not Approved'],
        ['N/A', 'Not Applicable'],
      ] as const
    ).map(([written, state]) => ({
      name: `another name of a state: ${written}`,
      code: product({ ...tested, state: `[[${written}]]` }),
      errors: [
        {
          message: 'unlisted',
          args: ({ profile, vocabulary }: TestVocabulary) => [
            written,
            profile.states.map(({ value }) => value).join(', '),
            vocabulary.attributeName('code-list')!,
          ],
          suggestions: [{ title: `Replace with "${state}"`, output: product({ ...tested, state }) }],
        },
      ],
      output: null,
    })),
    {
      name: 'a typing error: the nearest value is suggested',
      code: severity('Lou').code,
      errors: [
        { ...severity('Lou'), suggestions: [{ title: 'Replace with "Low"', output: patch({ severity: 'Low' }) }] },
      ],
      output: null,
    },
    {
      name: 'a word that is similar to none of them',
      code: severity('Hazardous').code,
      errors: [severity('Hazardous')],
      output: null,
    },
    {
      name: 'a code list without a name does not count',
      code: `<publication>
  <patch-vendor><patch>
    <severity code-list=" ">[[Urgent!]]</severity>
  </patch></patch-vendor>
</publication>
`,
      errors: [severity('Urgent!')],
      output: null,
    },
    {
      name: 'an empty value, at the name of the element',
      code: `<publication>
  <patch-vendor><patch>
    <[[severity]]/>
  </patch></patch-vendor>
</publication>
`,
      errors: [{ message: 'empty', args: (testVocabulary) => ['', SEVERITIES, listName(testVocabulary)] }],
      output: null,
    },
  ],
  // Only profiles without an attribute for code lists give this message.
  untestedMessages: ['unknown'],
});

describe('vpc/code-value', () => {
  for (const testVocabulary of BOTH) {
    it(`mentions no code list where the profile has no attribute for it, ${testVocabulary.title}`, () => {
      const { profile, tables } = testVocabulary;
      const attributes = { ...profile.attributes };
      delete (attributes as Partial<typeof attributes>)['code-list'];
      const vocabulary = new Vocabulary({ ...profile, attributes }, tables);
      const tree = parse(publicationText(testVocabulary, [{ severity: 'High' }]));
      const messages = ruleProblems(tree, vocabulary, { fileName: null, isWanted: (id) => id === codeValue.id }).map(
        ({ message, args }) => render(message, args),
      );
      assert.deepEqual(messages, [`Unknown value "High". Readers and tools may ignore it: use one of ${SEVERITIES}.`]);
    });

    it(`formats the messages, ${testVocabulary.title}`, () => {
      const messagesFor = (value: string): string[] =>
        ruleProblems(parse(publicationText(testVocabulary, [{ severity: value }])), testVocabulary.vocabulary, {
          fileName: null,
        }).map(({ message, args }) => render(message, args));
      assert.deepEqual(messagesFor('High'), [
        `Unknown value "High". Readers and tools may ignore it: use one of ${SEVERITIES}, ` +
          `or name its code list in the attribute "${listName(testVocabulary)}".`,
      ]);
      assert.deepEqual(messagesFor(''), [`Missing value. Use one of ${SEVERITIES}.`]);
    });
  }
});
