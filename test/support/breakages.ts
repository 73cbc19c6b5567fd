/** Mistakes as people make them, in any document, and the checks that their fixes must pass. */
import { unannounced } from '../../server/src/language/fixes/dryRun';
import { fixesOf, type Fix } from '../../server/src/language/fixes/fixes';
import { diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import { isPlacedElement, placedChildren, type Placed } from '../../server/src/xml/locate';
import type { ElementNode } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import type { Problem } from '../../server/src/xml/problem';
import { endTagOf, startTagOf } from '../../server/src/xml/tags';
import type { XmlTree } from '../../server/src/xml/tree';
import { edited } from './cursor';
import { lostBy } from './keptText';
import { runToCompletion } from '../../server/src/xml/task';

type Pick = (limit: number) => number;
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Values as people write them, right or wrong. */
export const VALUES = [
  ...[
    '27.3.2026',
    '2026/03/27',
    '03/04/2026',
    '2026-03-27 14:30',
    'Ja',
    'TRUE',
    'no',
    '1,5',
    '1.000,50',
    ' x ',
    'R & D',
  ],
  ...['', 'a < b', '&nbsp;', 'x&copy;', '–', 'unknown', '2026-02-30T00:00:00Z', 'HTTP://EXAMPLE.COM/a b'],
];

/** Characters that cannot be seen, or that XML does not allow. */
export const UNSEEN = [
  '\u200b',
  '\u00a0',
  '\u202e',
  '\u00ad',
  '\u000b',
  '\u0000',
  '&#11;',
  '&#55357;&#56911;',
  '\ufffd',
];

/** Each changes one element; `null` if it does not apply to it. Offsets count from the start of the document. */
export const SLIPS: Readonly<
  Record<string, (element: Placed<ElementNode>, pick: Pick, text: string) => readonly Edit[] | null>
> = {
  'an end tag deleted': ({ node, offset }) =>
    node.closeWidth === 0
      ? null
      : [{ start: offset + node.width - node.closeWidth, end: offset + node.width, text: '' }],
  'an end tag misspelt': ({ node, offset }) => {
    const { nameEnd } = endTagOf(node);
    return node.closeWidth === 0 ? null : [{ start: offset + nameEnd, end: offset + nameEnd, text: 'x' }];
  },
  'a start tag misspelt': ({ node, offset }) => {
    const { nameEnd } = startTagOf(node);
    return node.closeWidth === 0 ? null : [{ start: offset + nameEnd, end: offset + nameEnd, text: 'x' }];
  },
  'both tags misspelt': ({ node, offset }) => {
    const [start, end] = [offset + startTagOf(node).nameEnd, offset + endTagOf(node).nameEnd];
    return [start, ...(node.closeWidth === 0 ? [] : [end])].map((at) => ({ start: at, end: at, text: 's' }));
  },
  'the > of a start tag deleted': ({ node, offset }) => [
    { start: offset + node.openWidth - 1, end: offset + node.openWidth, text: '' },
  ],
  'the > of an end tag deleted': ({ node, offset }) =>
    node.closeWidth === 0 ? null : [{ start: offset + node.width - 1, end: offset + node.width, text: '' }],
  'an element deleted': ({ node, offset, parent }) =>
    parent === null ? null : [{ start: offset, end: offset + node.width, text: '' }],
  'an element written twice': ({ node, offset, parent }, _, text) =>
    parent === null
      ? null
      : [{ start: offset + node.width, end: offset + node.width, text: text.slice(offset, offset + node.width) }],
  'two siblings swapped': (element, _, text) => {
    const next = siblingBehind(element);
    if (next === null) return null;
    const own = { start: element.offset, end: element.offset + element.node.width };
    const other = { start: next.offset, end: next.offset + next.node.width };
    return [
      { ...own, text: text.slice(other.start, other.end) },
      { ...other, text: text.slice(own.start, own.end) },
    ];
  },
  'an element closed too late': (element, _, text) => {
    const next = siblingBehind(element);
    if (next === null || element.node.closeWidth === 0) return null;
    const at = element.offset + element.node.width - element.node.closeWidth;
    const other = { start: next.offset, end: next.offset + next.node.width };
    return [
      { start: at, end: at, text: text.slice(other.start, other.end) },
      { ...other, text: '' },
    ];
  },
  'another value': ({ node, offset }, pick) => {
    const [start, end] = [offset + node.openWidth, offset + node.width - node.closeWidth];
    const isLeaf = node.closeWidth > 0 && (node.content === null || node.content.kind === 6);
    return isLeaf ? [{ start, end, text: VALUES[pick(VALUES.length)]! }] : null;
  },
  'a value in another case': ({ node, offset }, pick, text) => {
    const [start, end] = [offset + node.openWidth, offset + node.width - node.closeWidth];
    if (node.closeWidth === 0 || node.content?.kind !== 6) return null;
    const value = text.slice(start, end);
    return [{ start, end, text: pick(2) === 0 ? value.toUpperCase() : value.toLowerCase() }];
  },
  'text between elements': ({ offset, parent }, pick) =>
    parent === null
      ? null
      : [{ start: offset, end: offset, text: [';', 'stray', '&', '27.3.2026', '\u00a0', '€', '&#160;'][pick(7)]! }],
  'a character that cannot be seen, or is not allowed': ({ node, offset }, pick) => {
    const [start, end] = [offset + node.openWidth, offset + node.width - node.closeWidth];
    if (node.closeWidth === 0 || node.content?.kind !== 6) return null;
    const at = start + pick(end - start + 1);
    return [{ start: at, end: at, text: UNSEEN[pick(UNSEEN.length)]! }];
  },
  'an attribute deleted': (element, pick) => attributeSlip(element, pick, ({ nameStart, end }) => [nameStart, end, '']),
  'an attribute misspelt': (element, pick) => attributeSlip(element, pick, ({ nameEnd }) => [nameEnd, nameEnd, 'x']),
  'an attribute written twice': (element, pick) =>
    attributeSlip(element, pick, ({ name, rawValue, end }) => [end, end, ` ${name}="${rawValue.replaceAll('"', '')}"`]),
  'another attribute value': (element, pick) =>
    attributeSlip(element, pick, ({ valueStart, valueEnd }) => [valueStart, valueEnd, VALUES[pick(VALUES.length)]!]),
  'a closing quote deleted': (element, pick) => attributeSlip(element, pick, ({ end }) => [end - 1, end, '']),
  'an opening quote deleted': (element, pick) =>
    attributeSlip(element, pick, ({ valueStart }) => [valueStart - 1, valueStart, '']),
  'an attribute that is none of its own': ({ node, offset }) => {
    const at = offset + startTagOf(node).nameEnd;
    return [{ start: at, end: at, text: ' unknown="1"' }];
  },
};

function attributeSlip(
  { node, offset }: Placed<ElementNode>,
  pick: Pick,
  slip: (attribute: ReturnType<typeof startTagOf>['attributes'][number]) => [number, number, string],
): Edit[] | null {
  const { attributes } = startTagOf(node);
  if (attributes.length === 0) return null;
  const [start, end, text] = slip(attributes[pick(attributes.length)]!);
  return [{ start: offset + start, end: offset + end, text }];
}

function siblingBehind({ parent, offset }: Placed<ElementNode>): Placed<ElementNode> | null {
  if (parent === null) return null;
  for (const child of placedChildren(parent)) if (child.offset > offset && isPlacedElement(child)) return child;
  return null;
}

/** All elements of a document, in its order. */
export function elementsOf(tree: XmlTree): Placed<ElementNode>[] {
  const found: Placed<ElementNode>[] = [];
  const visit = (parent: Placed<ElementNode> | XmlTree): void => {
    for (const child of placedChildren(parent)) {
      if (!isPlacedElement(child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(tree);
  return found;
}

/** The result of breaking and fixing documents. */
export interface Judged {
  /** Slips that caused at least one problem. */
  broken: number;
  /** Of those, the ones with a fix for at least one problem. */
  fixable: number;
  fixes: number;
  /** Fixes that leave an empty value for a person to fill in, which is reported as empty until then. */
  withPlaces: number;
  /** Failures, one line each. */
  readonly wrong: string[];
}

/** Makes one random slip in a document, applies each fix of its problems by itself and checks the result from scratch. */
export function judgeSlip(
  original: GovernedDocument,
  elements: readonly Placed<ElementNode>[],
  pick: Pick,
  judged: Judged,
): void {
  const names = Object.keys(SLIPS);
  const name = names[pick(names.length)]!;
  const source = original.tree.text();
  const edits = SLIPS[name]!(elements[pick(elements.length)]!, pick, source);
  if (edits === null) return;
  const text = edited(source, edits);
  const document = { ...original, tree: parse(text) };
  const before = diagnostics(document);
  if (before.length === 0) return;
  judged.broken++;
  let offers = 0;
  for (const problem of before.slice(0, 4)) {
    for (const fix of runToCompletion(fixesOf(problem, document, before))) {
      offers++;
      judged.fixes++;
      if (placesOf(fix).length > 0) judged.withPlaces++;
      const mistake = mistakeOf(fix, problem, document, before);
      if (mistake !== null) judged.wrong.push(`${name}: ${problem.code} ${fix.title} ${fix.args.join()}: ${mistake}`);
    }
  }
  if (offers > 0) judged.fixable++;
  const all = runToCompletion(fixAll(document));
  const result = edited(text, all.edits);
  for (const lost of lostByRounds(document)) judged.wrong.push(`${name}: fix all ${lost}`);
  const after = diagnostics({ ...document, tree: parse(result) });
  const added = notIn(after, before, all.document.tree);
  if (added.length > 0) judged.wrong.push(`${name}: fix all brings ${added.join()}`);
  if (all.edits.length > 0 && after.length >= before.length) judged.wrong.push(`${name}: fix all fixes nothing`);
}

/**
 * What "fix all" loses in each of its rounds. Its whole edit does not show that: an element can be moved in one round and
 * written in another form in the next.
 */
export function lostByRounds(document: GovernedDocument): string[] {
  const text = document.tree.text();
  const { edits, document: next } = runToCompletion(fixAll(document, { rounds: 1 }));
  if (edits.length === 0) return [];
  return [...lostBy(text, edits, next.tree.text()), ...lostByRounds(next)];
}

/** Why a fix fails, by the parsed result; `null` if it does not. */
function mistakeOf(fix: Fix, problem: Problem, document: GovernedDocument, before: readonly Problem[]): string | null {
  if (fix.change.kind !== 'edit') return null;
  const tree = parse(edited(document.tree.text(), fix.change.edits));
  // An empty value for a person to fill in may be reported as empty: there, and nowhere else.
  const places = placesOf(fix);
  const all = diagnostics({ ...document, tree });
  const after = (fix.preferred ? all : unannounced(all, problem)).filter(
    ({ start, end }) => !places.some((place) => start >= place.start && end <= place.end),
  );
  const others = before.filter((other) => other !== problem);
  const added = notIn(after, others, tree);
  return added.length > 0 ? `it brings ${added.join()}` : null;
}

function placesOf({ change }: Fix): { start: number; end: number }[] {
  if (change.kind !== 'edit') return [];
  let by = 0;
  return [...change.edits]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end, text, snippet }) => {
      const at = start + by;
      by += text.length - (end - start);
      return snippet === undefined ? [] : [{ start: at, end: at + text.length }];
    });
}

/**
 * The problems that were not there before, compared by their codes: an edit can change the text in the range of another
 * problem, which does not make it a new problem.
 */
function notIn(after: readonly Problem[], before: readonly Problem[], tree: XmlTree): string[] {
  const known = new Map<string, number>();
  for (const { code } of before) known.set(code, (known.get(code) ?? 0) + 1);
  return after
    .filter(({ code }) => {
      const count = known.get(code) ?? 0;
      known.set(code, count - 1);
      return count <= 0;
    })
    .map(({ code, start, end }) => `${code} ${JSON.stringify(tree.slice(start, end))}`);
}

/** Makes one random slip in each of several copies of the documents. */
export function judgeSlips(documents: readonly GovernedDocument[], count: number, pick: Pick): Judged {
  const judged: Judged = { broken: 0, fixable: 0, fixes: 0, withPlaces: 0, wrong: [] };
  const elements = new Map(documents.map((document) => [document, elementsOf(document.tree)]));
  while (judged.broken < count) {
    const document = documents[pick(documents.length)]!;
    judgeSlip(document, elements.get(document)!, pick, judged);
  }
  return judged;
}
