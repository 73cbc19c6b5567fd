import type { Fact, Range } from '../../fact';
import type { FactRole } from '../../roles';
import { escapeText } from '../../escape';
import { edited } from '../fixes';
import { elementAt } from '../edits';
import { patchExample, productExample, publicationExample } from '../examples';
import { onValues, type Rule } from '../rule';

/** What readers compare letter by letter. */
const IDENTIFIERS: readonly FactRole[] = [
  'document-id',
  'document-version',
  'supplier',
  'vendor-id',
  'patch-id',
  'bulletin',
  'vulnerability',
  'target',
  'prerequisite',
  'supersedes',
  'superseded-by',
  'hash',
  'product-id',
  'product-version',
  'platform',
];

/** Every blank that is none of the plain ones between two words. */
const STRANGE = /^\s|\s$|\s{2}|[^\S ]/u;

/** vpc/blanks-in-identifier: blanks stand in identifiers only between words, one at a time. */
export const blanksInIdentifier: Rule = {
  id: 'vpc/blanks-in-identifier',
  title: 'Identifiers have no blanks around them and single blanks inside',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    outer: 'Blanks stand around "{0}". Tools that compare letter by letter take it for another name: remove them.',
    inner:
      'In "{0}" stands more than one blank in a row, or one that is none of the plain ones (a tab, a line break, a no-break space). Tools take it for another name: write one plain blank.',
  },
  docs: {
    what: 'Around the value of an identifier must be no blanks, and inside it only single plain ones.',
    why: '"KB5075906 " and "KB5075906" look the same to people and different to tools: the patch is not found, the product gets a second column.',
    todo: 'Remove the blanks. The fix does it.',
  },
  examples: {
    valid: [productExample('a name of two words', { 'product-id': 'Northwind Batch' })],
    invalid: [
      patchExample('a blank behind the identifier', { 'patch-id': 'KB5075906 ' }),
      productExample('two blanks between words', { platform: 'Windows Server  2022' }),
      publicationExample('a no-break space', { supplier: 'Northwind\u00a0Process Systems' }),
    ],
  },
  ...onValues(IDENTIFIERS, function* (fact) {
    const { rawValue, value } = fact;
    if (value === '' || !STRANGE.test(rawValue)) return;
    yield { message: STRANGE.test(value) ? 'inner' : 'outer', args: [value], range: wholeRange(fact) };
  }),
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    const value = problem.args[0];
    if (element === null || value === undefined) return [];
    const start = element.offset + element.node.openWidth;
    const end = element.offset + element.node.width - element.node.closeWidth;
    const words = value.split(/\s+/u).join(' ');
    // Markup inside the value stays with its author.
    if (tree.slice(start, end).includes('<')) return [];
    return [edited('Write "{0}"', [words], true, [{ start, end, text: escapeText(words) }])];
  },
};

/** The value with the blanks around it. */
function wholeRange({ node, at }: Fact): Range {
  return { start: at + node.openWidth, end: at + node.width - node.closeWidth };
}
