/** A value that is wrong: where it is written, what it must be, and how another one is written there. */
import { escapeAttribute } from '../../../vpc/escape';
import { contextAt } from '../../../xml/context';
import { entitiesOf } from '../../../xml/entities';
import { expandedName, Scope } from '../../../xml/namespaces';
import { NodeKind } from '../../../xml/nodes';
import { check, expectedAttributes, governing } from '../../../xsd';
import { basicMembers } from '../../../xsd/simpleTypes/ancestry';
import { textType } from '../../describe';
import { scopeIn } from '../../elementNames';
import type { SimpleType } from '../../../xsd/simpleTypes';
import type { Stretch } from '../lines';
import type { XmlTree } from '../../../xml/tree';
import { editing, type Candidate, type FixEdit, type FixMaker, type FixRequest } from '../fix';

/** More blanks around a value than anyone writes. */
const MOST_BLANKS = 1_000;

/** What a maker of values knows of the place. */
export interface ValuePlace {
  /** As it is written, or empty; without the blanks around it. */
  readonly text: string;
  /** With the blanks around it where they count. */
  readonly written: string;
  readonly stretch: Stretch;
  /** What an item must be, where it is a list of them that is written there; `null` where nothing is known. */
  readonly type: SimpleType | null;
  /** The types that may stand there, unions taken apart. */
  readonly members: readonly SimpleType[];
  readonly request: FixRequest;
}

/** Another value, and whether it must have been meant. */
export interface Proposal {
  readonly value: string;
  readonly preferred?: Candidate['preferred'];
  readonly title?: string;
  /** Of these, only the first that is good is offered. */
  readonly oneOf?: string;
}

/** A maker of fixes that write another value in the place of the wrong one; values that the type refuses are left out. */
export function anotherValue(propose: (place: ValuePlace) => Iterable<Proposal>): FixMaker {
  return function* (request) {
    const place = valuePlace(request);
    if (place === null) return;
    for (const { value, preferred = false, title = 'Replace by "{0}"', oneOf } of propose(place)) {
      if (value === place.written || !fits(value, place)) continue;
      const edits = writing(value, place);
      if (edits === null) continue;
      yield { ...editing(title, [value], edits, preferred), ...(oneOf !== undefined && { oneOf }) };
    }
  };
}

/** Whether a text is a value of the place's type as far as the type alone can tell. */
export function fits(value: string, { type }: ValuePlace): boolean {
  if (type === null || type.usesScope || type.usesEntities) return true;
  return check(type, value, { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true }) === null;
}

function valuePlace(request: FixRequest): ValuePlace | null {
  const { tree, problem, marked } = request;
  const context = contextAt(tree, problem.start);
  // References stand for something else than they are written as: what that was meant to be is not guessed.
  if (/[&<]/.test(marked)) return null;
  const text = context.kind === 'tagName' ? '' : marked;
  const whole = typeAt(request);
  const type = whole?.itemType ?? whole;
  const stretch = whole?.variety === 'list' || context.kind === 'tagName' ? problem : withBlanks(tree, problem, type);
  const written = context.kind === 'tagName' ? '' : tree.slice(stretch.start, stretch.end);
  return { text, written, stretch, type, members: type === null ? [] : basicMembers(type), request };
}

/** Where a type keeps the blanks around a value, they are part of what is wrong. */
function withBlanks(tree: XmlTree, { start, end }: Stretch, type: SimpleType | null): Stretch {
  if (type === null || type.whiteSpace === 'collapse') return { start, end };
  const before = /\s*$/.exec(tree.slice(Math.max(0, start - MOST_BLANKS), start))![0].length;
  const behind = /^\s*/.exec(tree.slice(end, end + MOST_BLANKS))![0].length;
  return { start: start - before, end: end + behind };
}

/** The type of the value that a problem marks. */
export function typeAt({ tree, problem, document: { schema } }: FixRequest): SimpleType | null {
  const context = contextAt(tree, problem.start);
  if (schema === null) return null;
  if (context.kind === 'attributeValue') {
    const { element, attribute } = context;
    const name = expandedName(attribute.name, scopeIn(element, entitiesOf(tree)), 'attribute');
    const use = expectedAttributes(element, schema).find(
      ({ use: { declaration } }) => declaration.name === name.local && declaration.namespace === name.namespace,
    );
    return use?.use.declaration.type ?? null;
  }
  const element =
    context.kind === 'tagName' || context.kind === 'text' || context.kind === 'cdata' ? context.element : null;
  const type = element && governing(element, schema)?.type;
  return type ? textType(type) : null;
}

/** The edits that write a value where the problem marks the wrong one; `null` where none can be written. */
export function writing(value: string, { stretch, request: { tree, problem } }: ValuePlace): FixEdit[] | null {
  const { start, end } = stretch;
  const context = contextAt(tree, problem.start);
  switch (context.kind) {
    case 'attributeValue':
      return [{ start, end, text: escapeAttribute(value).replaceAll("'", '&apos;').replaceAll('&gt;', '>') }];
    case 'text':
      return [{ start, end, text: escapedText(value) }];
    case 'tagName': {
      // An empty element: its name is marked, and the value belongs behind the tag.
      const { node, offset } = context.element;
      const tagEnd = offset + node.openWidth;
      if (node.kind === NodeKind.EmptyElement) {
        const slash = /\s*\/>$/.exec(tree.slice(offset, tagEnd))?.[0].length;
        if (slash === undefined) return null;
        return [{ start: tagEnd - slash, end: tagEnd, text: `>${escapedText(value)}</${node.name}>` }];
      }
      const contentEnd = offset + node.width - node.closeWidth;
      const isBlank = tree.slice(tagEnd, contentEnd).trim() === '';
      return isBlank ? [{ start: tagEnd, end: contentEnd, text: escapedText(value) }] : null;
    }
    default:
      return null;
  }
}

function escapedText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;');
}
