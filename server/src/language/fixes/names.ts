/** Fixes that rename an element (both tags) or an attribute. */
import { XSI_NAMESPACE } from '../../xsd';
import { distance, nearest, plain } from '../../xml/nearest';
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import { expandedName, localName, scopeIn } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf, endTagOf, startTagOf } from '../../xml/tags';
import { dataList, editFix, elementAtTag, type Candidate, type FixEdit, type FixMaker } from './fix';

/** Where no name is certain, dissimilar names are suggested up to this number. */
const MAX_SUGGESTIONS = 3;

/** The edits that rename an element: its start tag, and its end tag if it has one. @param name with its prefix */
export function elementRenameEdits({ node, offset }: Placed<ElementNode>, name: string): FixEdit[] {
  const start = startTagOf(node);
  const end = endTagOf(node);
  const edits = [{ start: offset + start.nameStart, end: offset + start.nameEnd, text: name }];
  if (end.kind === 'MissingEndTag' || end.kind === 'NoEndTag') return edits;
  return [...edits, { start: offset + end.nameStart, end: offset + end.nameEnd, text: name }];
}

/** An expected name for an element, the most similar first. */
export const renameElement: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element === null) return;
  const written = element.node.name;
  const local = localName(written);
  for (const { word, preferred } of suggestions(local, dataList(request.problem, 'expected'))) {
    const prefix = written.slice(0, written.length - local.length);
    yield editFix('Replace with "{0}"', [word], elementRenameEdits(element, prefix + word), preferred);
  }
};

/** An expected name for an attribute; the value is kept. */
export const renameAttribute: FixMaker = function* ({ problem: { start, end }, problem, tree, marked }) {
  const context = contextAt(tree, start);
  if (context.kind !== 'attributeName') return;
  const present = new Set(attributesOf(context.element.node).map(({ name }) => name));
  const expected = dataList(problem, 'expected').filter((name) => !present.has(name));
  for (const { word, preferred } of suggestions(localName(marked), expected)) {
    yield editFix('Replace with "{0}"', [word], [{ start, end, text: word }], preferred);
  }
};

/** The name of a global declaration of the schema, where a wildcard allows an element or attribute. */
export const renameToGlobal: FixMaker = function* ({ problem: { start, end }, tree, marked, document: { schema } }) {
  const context = contextAt(tree, start);
  if (schema === null || (context.kind !== 'tagName' && context.kind !== 'attributeName')) return;
  const isElement = context.kind === 'tagName';
  const local = localName(marked);
  const prefix = marked.slice(0, marked.length - local.length);
  const { namespace } = expandedName(
    marked,
    scopeIn(context.element, entitiesOf(tree)),
    isElement ? 'element' : 'attribute',
  );
  const known = [...(isElement ? schema.elements : schema.attributes).values()];
  const names = known.filter((declaration) => declaration.namespace === namespace).map(({ name }) => name);
  const certain = uniqueMatch(local, names);
  for (const word of nearest(local, names)) {
    const edits = isElement
      ? elementRenameEdits(context.element, prefix + word)
      : [{ start, end, text: prefix + word }];
    yield editFix('Replace with "{0}"', [word], edits, word === certain);
  }
};

/** Adds the prefix to a name of the schema instance namespace: it is often forgotten. */
export const qualifyXsi: FixMaker = function* ({ problem: { start, end }, tree, marked }) {
  const context = contextAt(tree, start);
  if (!XSI_NAMES.includes(marked) || context.kind !== 'attributeName') return;
  const declared = attributesOf(context.element.node).find(({ rawValue }) => rawValue === XSI_NAMESPACE);
  const prefix = declared === undefined ? 'xsi' : declared.name.slice(declared.name.indexOf(':') + 1);
  const declaration = declared === undefined ? `xmlns:xsi="${XSI_NAMESPACE}" ` : '';
  const edit = { start, end, text: `${declaration}${prefix}:${marked}` };
  yield editFix('Replace with "{0}"', [`${prefix}:${marked}`], [edit], 'alone');
};

const XSI_NAMES = ['schemaLocation', 'noNamespaceSchemaLocation', 'nil', 'type'];

/** A word that can replace a wrong one, and whether no other can be intended. */
export interface Suggestion {
  readonly word: string;
  readonly preferred: Candidate['preferred'];
}

/**
 * The known words that can be intended, the most similar first, then a few of the others in their order. The first is
 * preferred if it differs by case and punctuation only, or if it is the only word that differs by one typo.
 */
export function suggestions(written: string, known: readonly string[]): Suggestion[] {
  const similar = nearest(written, known);
  const certain = uniqueMatch(written, known);
  const more = certain === undefined ? Math.max(0, MAX_SUGGESTIONS - similar.length) : 0;
  const others = known.filter((word) => !similar.includes(word)).slice(0, more);
  return [...similar, ...others].map((word) => ({ word, preferred: word === certain }));
}

/** The only known word that can be intended; `undefined` where there is none or more than one. */
export function uniqueMatch(written: string, known: readonly string[]): string | undefined {
  const equal = [...new Set(known)].filter((word) => plain(word) === plain(written));
  if (plain(written) !== '' && equal.length > 0) return equal.length === 1 ? equal[0] : undefined;
  const typos = [...new Set(known)].filter((word) => isTypo(plain(written), plain(word)));
  return typos.length === 1 ? typos[0] : undefined;
}

/**
 * Whether one character was added, left out or replaced, or two were swapped. Words of less than four characters are too
 * similar to each other for that, and one number is never a typo for another.
 */
function isTypo(written: string, word: string): boolean {
  if (Math.min(written.length, word.length) < 4 || digitsOf(written) !== digitsOf(word)) return false;
  const edits = distance(written, word);
  return edits === 1 || (edits === 2 && sorted(written) === sorted(word));
}

function digitsOf(word: string): string {
  return word.replace(/\P{N}/gu, '');
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
