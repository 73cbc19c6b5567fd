import type { Field, Range } from '../../domain/field';
import type { FieldRole } from '../../domain/roles';
import { edited, valueEdit } from '../fixes';
import { elementAt } from '../edits';
import { patchExample, productExample } from '../examples';
import { onValues, type Rule } from '../rule';

/** Fields that are compared character by character. */
const IDENTIFIERS: readonly FieldRole[] = [
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

/** Any white space of XML other than a single space between two words; vpc/invisible-character reports other spaces. */
const IRREGULAR = /^[ \t\r\n]|[ \t\r\n]$|[ \t\r\n]{2}|[\t\r\n]/;

export const blanksInIdentifier: Rule = {
  id: 'vpc/blanks-in-identifier',
  title: 'Identifiers contain no leading, trailing or repeated whitespace',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    outer:
      'Identifier "{0}" has leading or trailing whitespace. Tools treat it as a different identifier: remove the whitespace.',
    inner:
      'Identifier "{0}" contains repeated spaces or other whitespace (tab, line break). Tools treat it as a different identifier: use single plain spaces.',
  },
  docs: {
    what: 'Identifiers must not start or end with whitespace, and inside them only single plain spaces are allowed.',
    why: '"KB5075906 " and "KB5075906" look the same to people and different to tools: the patch is not found, or the product gets a second column.',
    todo: 'Remove the extra whitespace. The fix does this.',
  },
  examples: {
    valid: [productExample('an identifier of two words', { 'product-id': 'Northwind Batch' })],
    invalid: [
      patchExample('trailing space in the identifier', { 'patch-id': 'KB5075906 ' }),
      productExample('two spaces between words', { platform: 'Windows Server  2022' }),
    ],
  },
  ...onValues(IDENTIFIERS, function* (field) {
    const { rawValue, value } = field;
    if (value === '' || !IRREGULAR.test(rawValue)) return;
    yield { message: IRREGULAR.test(value) ? 'inner' : 'outer', args: [value], range: wholeRange(field) };
  }),
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    const value = problem.args[0];
    if (element === null || value === undefined) return [];
    const start = element.offset + element.node.openWidth;
    const end = element.offset + element.node.width - element.node.closeWidth;
    const words = value.split(/\s+/u).join(' ');
    // Comments and CDATA inside the value would be lost.
    if (tree.slice(start, end).includes('<')) return [];
    return [edited('Replace with "{0}"', [words], true, [valueEdit({ start, end }, words)])];
  },
};

/** The value with the whitespace around it. */
function wholeRange({ node, at }: Field): Range {
  return { start: at + node.openWidth, end: at + node.width - node.closeWidth };
}
