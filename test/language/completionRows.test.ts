import assert from 'node:assert/strict';
import { completion } from '../../server/src/language/completion/completion';
import { TEST_CLOCK } from '../support/clock';
import { edited } from '../support/cursor';
import { documentIn, problemsIn } from '../support/documents';
import { filledIn } from '../support/offers';
import { publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';
import { english } from '../../server/src/xml/problem';

const RELEASED = '2026-11-10T08:00:00Z';
const BEFORE = {
  'patch-id': 'KB1',
  title: 'One',
  'patch-type': 'Security',
  severity: 'Critical',
  released: RELEASED,
  vulnerability: 'CVE-2026-0001',
  target: 'Windows Server 2022',
  supersedes: 'KB0',
  product: [
    {
      'product-id': 'Batch & Co',
      'product-version': ['8.1', '8.2'],
      platform: 'Windows',
      state: { value: 'Reviewed', attributes: { 'code-list': 'own' } },
      'state-date': '2026-11-11T08:00:00Z',
      comment: 'Nothing of this',
    },
    { 'product-id': 'Historian', state: 'Approved' },
  ],
} as const;
const SECOND = { 'patch-id': 'KB2', title: 'Two', released: RELEASED } as const;

/** The rows offered before the last end tag of a container, and the text after one is accepted. */
function rows(test: TestVocabulary, text: string, container: 'patch' | 'patch-vendor') {
  const name = test.vocabulary.profile.containers[container].element;
  const end = text.lastIndexOf('\n', text.lastIndexOf(`</${name}>`));
  const offset = text.lastIndexOf('>', end) + 1;
  const indented = `${text.slice(0, offset)}\n${container === 'patch' ? '        ' : '      '}${text.slice(offset)}`;
  const at = offset + (container === 'patch' ? 9 : 7);
  const document = documentIn(test, indented);
  const offered = (snippets: boolean) =>
    completion(document, at, { snippets, clock: TEST_CLOCK }, english).items.filter(({ kind }) => kind === 'row');
  return {
    labels: offered(false).map(({ label }) => label),
    take(index: number, snippets = false): string {
      const item = offered(snippets)[index]!;
      return edited(indented, [{ ...item, text: snippets ? filledIn(item.text) : item.text }]);
    },
    snippet: (index: number): string => offered(true)[index]!.text,
  };
}

for (const test of BOTH) {
  const { vocabulary } = test;
  const product = vocabulary.nameOf('patch', 'product')!;
  const patch = vocabulary.nameOf('patch-vendor', 'patch')!;
  const text = publicationText(test, [BEFORE, SECOND]);
  const problems = (document: string): string[] => problemsIn(documentIn(test, document));
  const expected = (more: object): string =>
    publicationText(test, [BEFORE, { ...SECOND, ...more }]).replaceAll(/\n\s*/g, '');
  const flat = (document: string): string => document.replaceAll(/\n\s*/g, '');

  describe(`completion of rows (${test.title})`, () => {
    const batch = {
      'product-id': 'Batch & Co',
      'product-version': ['8.1', '8.2'],
      platform: 'Windows',
      state: 'Available',
      'state-date': '2026-11-25T16:30:00+01:00',
    };
    const historian = { 'product-id': 'Historian', state: 'Available' };

    it('describes in the label what a row contains', () => {
      assert.deepEqual(rows(test, text, 'patch').labels, [
        `${product}: all 2 of KB1`,
        `${product} Batch & Co 8.1, 8.2 (Windows)`,
        `${product} Historian`,
      ]);
      assert.deepEqual(rows(test, text, 'patch-vendor').labels, [`${patch} like KB2`]);
    });

    it('copies what identifies the product, but no test results', () => {
      const offered = rows(test, text, 'patch');
      const take = (index: number, snippets = false): string => offered.take(index, snippets);
      assert.equal(flat(take(1)), expected({ product: [batch] }));
      assert.equal(flat(take(1, true)), expected({ product: [batch] }));
      assert.equal(flat(take(0)), expected({ product: [batch, historian] }));
      for (const index of [0, 1, 2]) assert.deepEqual(problems(take(index)), problems(text));
    });

    it('does not offer products that the patch has already', () => {
      const there = publicationText(test, [BEFORE, { ...SECOND, product: [historian] }]);
      assert.deepEqual(rows(test, there, 'patch').labels, [`${product} Batch & Co 8.1, 8.2 (Windows)`]);
    });

    it('has placeholders for state and date', () => {
      const snippet = rows(test, text, 'patch').snippet(1);
      assert.match(snippet, /\$\{\d\|Available,In Test,Not Approved,Not Applicable,Approved,Released\|\}/);
      assert.match(snippet, /\$\{\d:2026-11-25T16:30:00\+01:00\}/);
    });

    it('models a patch on the preceding one, with placeholders for id and title', () => {
      const first = publicationText(test, [BEFORE]);
      const { 'patch-type': type, severity, released, target } = BEFORE;
      const like = {
        'patch-id': '',
        title: '',
        'patch-type': type,
        severity,
        released,
        target,
        product: [batch, historian],
      };
      const wanted = publicationText(test, [BEFORE, like]).replaceAll(/\n\s*/g, '');
      assert.equal(flat(rows(test, first, 'patch-vendor').take(0, true)), wanted);
    });

    it('is indented like the document', () => {
      const indented = text.replace(/^ +/gm, (indent) => indent + indent);
      const item = completion(
        documentIn(test, indented),
        indented.lastIndexOf(`</${patch}>`),
        { snippets: true, clock: TEST_CLOCK },
        english,
      ).items.find(({ label }) => label === `${product} Historian`);
      assert.equal(item?.text.split('\n')[1]!.search(/\S/), 4);
    });
  });
}
