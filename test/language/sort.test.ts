import assert from 'node:assert/strict';
import fc from 'fast-check';
import { english } from '../../server/src/xml/problem';
import { sortEntries, type SortOutcome, type SortKey, type SortOptions } from '../../server/src/language/sort/sort';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { edited } from '../support/cursor';
import { documentIn, problemsIn } from '../support/documents';
import { editOf, mutations } from '../support/mutations';
import { publicationIn, publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';
import { assertProperty } from '../support/seeds';
import type { Draft } from '../../server/src/domain/publicationText';

function sorting(test: TestVocabulary, text: string, by: SortKey, options: Partial<SortOptions> = {}): SortOutcome {
  const run = sortEntries(documentIn(test, text), by, { descending: false, offset: null, ...options });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

function sorted(test: TestVocabulary, text: string, by: SortKey, options?: Partial<SortOptions>): string {
  const result = sorting(test, text, by, options);
  assert.ok('edits' in result, JSON.stringify(result));
  return edited(text, result.edits);
}

/** The ids of the patches, each with the states of its products. */
function order(text: string, test: TestVocabulary): string[] {
  const [vendor] = publicationIn(text, test).entry.entries('patch-vendor');
  return vendor!.entry.entries('patch').map(({ entry }) => {
    const products = entry.entries('product').map((product) => product.entry.value('product-id') ?? '?');
    return [entry.value('patch-id') ?? '?', ...products].join(' ');
  });
}

const PATCHES: readonly Draft<'patch'>[] = [
  { 'patch-id': 'KB1000', released: '2026-02-10T08:00:00+02:00', severity: 'Low', title: 'a' },
  { 'patch-id': 'KB900', released: '2026-02-10T07:00:00Z', severity: 'Critical', title: 'b' },
  { 'patch-id': 'KB950', released: '2026-01-13T00:00:00Z', title: 'c' },
];

const KEYS: readonly SortKey[] = ['patch-id', 'released', 'severity', 'product-id', 'state'];

describe('sorting entries', () => {
  for (const test of BOTH) {
    describe(test.title, () => {
      const text = publicationText(test, PATCHES);

      it('sorts patches by id, numbers in it by size', () => {
        assert.deepEqual(order(sorted(test, text, 'patch-id'), test), ['KB900', 'KB950', 'KB1000']);
        assert.deepEqual(order(sorted(test, text, 'patch-id', { descending: true }), test), [
          'KB1000',
          'KB950',
          'KB900',
        ]);
      });

      it('sorts patches by the instant of their release', () => {
        assert.deepEqual(order(sorted(test, text, 'released', { descending: true }), test), [
          'KB900',
          'KB1000',
          'KB950',
        ]);
      });

      it('sorts patches by severity, those without one last', () => {
        assert.deepEqual(order(sorted(test, text, 'severity', { descending: true }), test), [
          'KB900',
          'KB1000',
          'KB950',
        ]);
        assert.deepEqual(order(sorted(test, text, 'severity'), test), ['KB1000', 'KB900', 'KB950']);
      });

      it('sorts products by id and version, and by state, in all patches or one', () => {
        const product = (id: string, version: string, state: string): Draft<'product'> => ({
          'product-id': id,
          'product-version': version,
          state,
          'state-date': '2026-02-12T08:00:00Z',
        });
        const products = [product('B', '1', 'Approved'), product('A', '10', 'In Test'), product('A', '9', 'Available')];
        const two = publicationText(test, [
          { ...PATCHES[0], product: products },
          { ...PATCHES[1], product: products },
        ]);
        const both = order(sorted(test, two, 'product-id'), test);
        assert.deepEqual(both, ['KB1000 A A B', 'KB900 A A B']);
        assert.ok(sorted(test, two, 'product-id').search(/>9</) < sorted(test, two, 'product-id').search(/>10</));
        assert.deepEqual(order(sorted(test, two, 'state'), test), ['KB1000 A A B', 'KB900 A A B']);
        const offset = two.lastIndexOf('Approved');
        assert.deepEqual(order(sorted(test, two, 'product-id', { offset }), test), ['KB1000 B A A', 'KB900 A A B']);
        assert.deepEqual(problemsIn(documentIn(test, sorted(test, two, 'product-id'))), []);
      });

      it('moves comments with their entries and keeps the whitespace between them', () => {
        const tag = test.prefix + test.profile.containers.patch.element;
        const id = test.prefix + test.profile.containers.patch.children['patch-id'];
        const patch = (value: string): string => `<${tag}><${id}>${value}</${id}></${tag}>`;
        const vendorTag = test.prefix + test.profile.containers['patch-vendor'].element;
        const rootTag = test.prefix + test.profile.containers.publication.element;
        const namespace = test.namespace === '' ? '' : ` xmlns:${test.prefix.slice(0, -1)}="${test.namespace}"`;
        const within = (lines: string): string =>
          `<${rootTag}${namespace}>\n<${vendorTag}>\n${lines}</${vendorTag}>\n</${rootTag}>\n`;
        const before = within(
          `  <!-- head -->\n\n  <!-- three -->\n  ${patch('3')} <!-- 3 -->\n\n\n    <!-- 1 a -->\n  <!-- 1 b -->\n  ${patch('1')}\n` +
            `  <!-- #region x -->\n  ${patch('2')}\n  ${patch('0')}\n  <!-- end -->\n`,
        );
        assert.equal(
          sorted(test, before, 'patch-id'),
          within(
            `  <!-- head -->\n\n  <!-- 1 a -->\n  <!-- 1 b -->\n  ${patch('1')}\n\n\n    <!-- three -->\n  ${patch('3')} <!-- 3 -->\n` +
              `  <!-- #region x -->\n  ${patch('0')}\n  ${patch('2')}\n  <!-- end -->\n`,
          ),
        );
      });

      it('changes nothing that is in order, and counts the moved entries', () => {
        const result = sorting(test, sorted(test, text, 'patch-id'), 'patch-id');
        assert.deepEqual(result, { edits: [], moved: 0 });
        assert.equal((sorting(test, text, 'patch-id') as { moved: number }).moved, 3);
      });

      it('refuses if the extent of an entry is not certain', () => {
        const closing = new RegExp(`</[^<]*${test.profile.containers.patch.element}>`);
        const result = sorting(test, text.replace(closing, ''), 'patch-id');
        assert.ok('refused' in result);
        assert.match(english(result.refused, ...result.args), /^Nothing was sorted: a tag is missing/);
        assert.ok('refused' in sorting(test, '<x/>', 'patch-id'));
      });

      it('loses nothing and is idempotent, for any text', () => {
        assertProperty(
          fc.property(mutations, fc.constantFrom(...KEYS), fc.boolean(), (series, by, descending) => {
            let tree = parse(test.sampleText);
            for (const mutation of series.slice(0, 3)) tree = reparse(tree, editOf(mutation, tree.length));
            const before = tree.text();
            const result = sorting(test, before, by, { descending });
            if ('refused' in result) return;
            const after = edited(before, result.edits);
            assert.deepEqual([...after].sort(), [...before].sort());
            assert.deepEqual(sorting(test, after, by, { descending }), { edits: [], moved: 0 });
            assert.equal(problemsIn(documentIn(test, after)).length, problemsIn(documentIn(test, before)).length);
          }),
          { numRuns: 300, seed: 20261125 },
        );
      });
    });
  }
});
