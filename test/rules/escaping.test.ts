/** Values that contain `&`: a fix escapes each value once, and copies markup of the document unchanged. */
import assert from 'node:assert/strict';
import { escapeText } from '../../server/src/xml/escape';
import { fixesFor } from '../../server/src/rules/registry';
import { ruleProblems } from '../../server/src/rules/runner';
import { publicationOf } from '../../server/src/domain/model';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { editionOf } from '../support/editions';
import { edited } from '../support/cursor';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import type { Draft } from '../../server/src/domain/publicationText';

interface Case {
  readonly code: string;
  readonly patches: readonly Draft<'patch'>[];
  readonly more?: Draft<'publication'>;
  readonly previous?: Draft<'publication'>;
  /** The text that the fix replaces, and its replacement. */
  readonly before: string | RegExp;
  readonly after: string;
}

const product = (id: string): Draft<'product'> => ({ 'product-id': id, state: 'Available' });

const CASES: Readonly<Record<string, Case>> = {
  'the value of the problem': {
    code: 'vpc/url',
    patches: [{ 'information-url': 'www.example.com/?a=A&b=B' }],
    before: '>www.example.com/?a=A&amp;b=B<',
    after: '>https://www.example.com/?a=A&amp;b=B<',
  },
  'a value of the edition before': {
    code: 'vpc/version-not-raised',
    patches: [],
    more: { 'document-version': 'A & B 1' },
    previous: { 'document-version': 'A & B 1' },
    before: '>A &amp; B 1<',
    after: '>A &amp; B 2<',
  },
  'a value from elsewhere in the document': {
    code: 'vpc/unknown-patch',
    patches: [{ 'patch-id': 'KB1', prerequisite: 'A & B 20' }, { 'patch-id': 'A & B 21' }],
    before: '>A &amp; B 20<',
    after: '>A &amp; B 21<',
  },
  'several places at once': {
    code: 'vpc/spelling',
    patches: [
      { 'patch-id': 'KB1', product: [product('A & B')] },
      { 'patch-id': 'KB2', product: [product('A & B')] },
      { 'patch-id': 'KB3', product: [product('a & b')] },
    ],
    before: '>a &amp; b<',
    after: '>A &amp; B<',
  },
  'the whole content of an element': {
    code: 'vpc/blanks-in-identifier',
    patches: [{ product: [product(' A &  B')] }],
    before: '> A &amp;  B<',
    after: '>A &amp; B<',
  },
  'text taken from the document': {
    code: 'vpc/copied-identifier',
    patches: [{ 'patch-id': 'KB5075906', title: 'A & B (KB5073457)' }],
    before: 'A &amp; B (KB5073457)',
    after: 'A &amp; B (KB5075906)',
  },
};

for (const testVocabulary of BOTH) {
  const { title, vocabulary } = testVocabulary;
  describe(`values with references in fixes, ${title}`, () => {
    /** The text after the first fix of a problem with a code. */
    function afterFix(text: string, { code, previous }: Pick<Case, 'code' | 'previous'>): string {
      const edition = previous === undefined ? {} : { previous: editionOf(previous, vocabulary) };
      const problemsOf = (each: string) =>
        ruleProblems(parse(each), vocabulary, { fileName: null, ...edition }).filter(
          (problem) => problem.code === code,
        );
      const [problem] = problemsOf(text);
      assert.ok(problem, `${code} is not reported`);
      const [fix] = fixesFor(problem, { tree: parse(text), vocabulary, fileName: null });
      assert.ok(fix?.change.kind === 'edit', `${code} has no fix`);
      const result = edited(text, fix.change.edits);
      assert.deepEqual(problemsOf(result), []);
      assert.deepEqual(wellFormednessProblems(parse(result)), []);
      return result;
    }

    for (const [name, { patches, more, before, after, ...rest }] of Object.entries(CASES)) {
      it(`${rest.code}: ${name}`, () => {
        const text = publicationText(testVocabulary, patches, more);
        assert.notEqual(text.replace(before, after), text);
        assert.equal(afterFix(text, rest), text.replace(before, after));
      });
    }

    it('vpc/missing-inverse: a new element', () => {
      const text = publicationText(testVocabulary, [
        { 'patch-id': 'A & B', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2' },
        { 'patch-id': 'KB2', supersedes: 'KB1' },
      ]);
      const result = afterFix(text, { code: 'vpc/missing-inverse' });
      const name = vocabulary.nameOf('patch', 'superseded-by')!;
      assert.equal(result.replace(new RegExp(`\\s*<(\\S*${name})>A &amp; B</\\1>`), ''), text);
      const { entry } = publicationOf(parse(result), vocabulary)!;
      const [, second] = entry.entries('patch-vendor')[0]!.entry.entries('patch');
      assert.ok([...second!.entry.values('superseded-by')].includes('A & B'));
    });
  });
}

it('escaping markup of a document does not compile', () => {
  const tree = parse('<a>A &amp; B</a>');
  // @ts-expect-error: a slice of a document is markup already
  assert.equal(escapeText(tree.slice(3, 12)), 'A &amp;amp; B');
  // @ts-expect-error: it remains markup when a part is cut off or replaced
  assert.equal(escapeText(tree.slice(2, 12).trim().replaceAll('A', 'C').slice(1)), 'C &amp;amp; B');
});
