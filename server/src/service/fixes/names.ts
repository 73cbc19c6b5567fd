/** Another name: for both tags of an element, or for an attribute. */
import { XSI_NAMESPACE } from '../../xsd';
import { distance, nearest, plain } from '../../vpc/rules/nearest';
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import { expandedName } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf, endTagOf, startTagOf } from '../../xml/tags';
import { localName, scopeIn } from '../elementNames';
import { dataList, editing, taggedElement, type Candidate, type FixEdit, type FixMaker } from './fix';

/** How many names that are not like the one that stands there are proposed. */
const MOST_OTHERS = 3;

/** Renames an element: its start tag, and its end tag where it has one. @param name as it is to be written */
export function renamingElement({ node, offset }: Placed<ElementNode>, name: string): FixEdit[] {
  const start = startTagOf(node);
  const end = endTagOf(node);
  const edits = [{ start: offset + start.nameStart, end: offset + start.nameEnd, text: name }];
  if (end.kind === 'MissingEndTag' || end.kind === 'NoEndTag') return edits;
  return [...edits, { start: offset + end.nameStart, end: offset + end.nameEnd, text: name }];
}

/** Another element's name: those most like it first. */
export const renameElement: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element === null) return;
  const written = element.node.name;
  const local = localName(written);
  for (const { word, preferred } of meant(local, dataList(request.problem, 'expected'))) {
    const prefix = written.slice(0, written.length - local.length);
    yield editing('Replace by "{0}"', [word], renamingElement(element, prefix + word), preferred);
  }
};

/** Another attribute's name, the value kept. */
export const renameAttribute: FixMaker = function* ({ problem: { start, end }, problem, tree, marked }) {
  const context = contextAt(tree, start);
  if (context.kind !== 'attributeName') return;
  const present = new Set(attributesOf(context.element.node).map(({ name }) => name));
  const expected = dataList(problem, 'expected').filter((name) => !present.has(name));
  for (const { word, preferred } of meant(localName(marked), expected)) {
    yield editing('Replace by "{0}"', [word], [{ start, end, text: word }], preferred);
  }
};

/** The name of something that the schema declares for itself: an element or an attribute that a wildcard takes. */
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
  const sure = obvious(local, names);
  for (const word of nearest(local, names)) {
    const edits = isElement ? renamingElement(context.element, prefix + word) : [{ start, end, text: prefix + word }];
    yield editing('Replace by "{0}"', [word], edits, word === sure);
  }
};

/** The names of the schema instance namespace are often written without their prefix. */
export const qualifyXsi: FixMaker = function* ({ problem: { start, end }, tree, marked }) {
  const context = contextAt(tree, start);
  if (!XSI_NAMES.includes(marked) || context.kind !== 'attributeName') return;
  const declared = attributesOf(context.element.node).find(({ rawValue }) => rawValue === XSI_NAMESPACE);
  const prefix = declared === undefined ? 'xsi' : declared.name.slice(declared.name.indexOf(':') + 1);
  const declaration = declared === undefined ? `xmlns:xsi="${XSI_NAMESPACE}" ` : '';
  const edit = { start, end, text: `${declaration}${prefix}:${marked}` };
  yield editing('Write "{0}"', [`${prefix}:${marked}`], [edit], 'alone');
};

const XSI_NAMES = ['schemaLocation', 'noNamespaceSchemaLocation', 'nil', 'type'];

/** A word that may have been meant, and whether it must have been. */
export interface Meant {
  readonly word: string;
  readonly preferred: Candidate['preferred'];
}

/**
 * The words that may have been meant, the nearest first, then a few of the others in their order. The nearest is sure
 * where it differs by case and punctuation, or by one slip of the finger and no other word does.
 */
export function meant(written: string, known: readonly string[]): Meant[] {
  const near = nearest(written, known);
  const sure = obvious(written, known);
  const more = sure === undefined ? Math.max(0, MOST_OTHERS - near.length) : 0;
  const others = known.filter((word) => !near.includes(word)).slice(0, more);
  return [...near, ...others].map((word) => ({ word, preferred: word === sure }));
}

/** The one word that must have been meant; `undefined` where there might be others. */
export function obvious(written: string, known: readonly string[]): string | undefined {
  const alike = [...new Set(known)].filter((word) => plain(word) === plain(written));
  if (plain(written) !== '' && alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  const slips = [...new Set(known)].filter((word) => isSlip(plain(written), plain(word)));
  return slips.length === 1 ? slips[0] : undefined;
}

/**
 * One character too many, too few or wrong, or two that changed places. Short words are too much alike for that, and one
 * number is never a slip for another.
 */
function isSlip(written: string, word: string): boolean {
  if (Math.min(written.length, word.length) < 4 || digitsOf(written) !== digitsOf(word)) return false;
  const steps = distance(written, word);
  return steps === 1 || (steps === 2 && sorted(written) === sorted(word));
}

function digitsOf(word: string): string {
  return word.replace(/\P{N}/gu, '');
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
