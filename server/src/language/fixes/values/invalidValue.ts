/** An invalid value: its range, its type, and the edits that replace it. */
import { escapeAttribute } from '../../../xml/escape';
import { visibleText } from '../../../xml/invisible';
import { contextAt } from '../../../xml/context';
import { entitiesOf } from '../../../xml/entities';
import { expandedName, Scope, scopeIn } from '../../../xml/namespaces';
import type { PlainText } from '../../../xml/markup';
import { NodeKind } from '../../../xml/nodes';
import { check, expectedAttributes, schemaInfo } from '../../../xsd';
import { basicMembers } from '../../../xsd/simpleTypes/ancestry';
import { textType } from '../../support/describe';
import type { SimpleType } from '../../../xsd/simpleTypes';
import type { TextRange } from '../lines';
import type { XmlTree } from '../../../xml/tree';
import { editFix, type Candidate, type FixEdit, type FixMaker, type FixRequest } from '../fix';

/** In UTF-16 units: whitespace before and after a value is read up to this length. */
const MAX_WHITESPACE = 1_000;

export interface InvalidValue {
  /** The value without surrounding whitespace and invisible characters; empty for an empty element. It contains no references. */
  readonly text: string;
  /** The text in `range`: with surrounding whitespace, if the type preserves it. */
  readonly written: string;
  readonly range: TextRange;
  /** The type of the value, of a list that of its items; `null` if it is unknown. */
  readonly type: SimpleType | null;
  /** The member types of a union, otherwise the type alone. */
  readonly members: readonly SimpleType[];
  readonly request: FixRequest;
}

/** A value to replace the invalid one with, and whether no other can be intended. */
export interface ValueCandidate {
  readonly value: PlainText;
  readonly preferred?: Candidate['preferred'];
  /** English template; `{0}` is the value, the others are `args`. */
  readonly title?: string;
  readonly args?: readonly string[];
  /** Of the candidates of one group, only the first that is clean is offered. */
  readonly group?: string;
  /** See {@link Candidate}. */
  readonly decision?: string;
}

/** A maker of fixes that replace an invalid value; candidates that are not valid themselves are left out. */
export function valueFixes(propose: (invalid: InvalidValue) => Iterable<ValueCandidate>): FixMaker {
  return function* (request) {
    const invalid = invalidValue(request);
    if (invalid === null) return;
    for (const { value, preferred = false, title = 'Replace with "{0}"', args = [], ...rest } of propose(invalid)) {
      if (value === invalid.written || !isValid(value, invalid)) continue;
      const edits = valueEdits(value, invalid);
      if (edits === null) continue;
      yield { ...editFix(title, [value, ...args], edits, preferred), ...rest };
    }
  };
}

/** Whether a value is valid for the type; a type that depends on the context is taken to accept it. */
export function isValid(value: string, { type }: InvalidValue): boolean {
  if (type === null || type.usesScope || type.usesEntities) return true;
  return check(type, value, { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true }) === null;
}

function invalidValue(request: FixRequest): InvalidValue | null {
  const { tree, problem, marked } = request;
  const context = contextAt(tree, problem.start);
  // The range of a value with references is not the value itself: nothing is guessed from it.
  if (/[&<]/.test(marked)) return null;
  const text = context.kind === 'tagName' ? '' : visibleText(marked).trim();
  const whole = typeAt(request);
  const type = whole?.itemType ?? whole;
  const range = whole?.variety === 'list' || context.kind === 'tagName' ? problem : withWhitespace(tree, problem, type);
  const written = context.kind === 'tagName' ? '' : tree.slice(range.start, range.end);
  return { text, written, range, type, members: type === null ? [] : basicMembers(type), request };
}

/** The range with surrounding whitespace, if the type preserves it: then it is part of the invalid value. */
function withWhitespace(tree: XmlTree, { start, end }: TextRange, type: SimpleType | null): TextRange {
  if (type === null || type.whiteSpace === 'collapse') return { start, end };
  const before = /\s*$/.exec(tree.slice(Math.max(0, start - MAX_WHITESPACE), start))![0].length;
  const after = /^\s*/.exec(tree.slice(end, end + MAX_WHITESPACE))![0].length;
  return { start: start - before, end: end + after };
}

/** The type of the attribute or element in which a problem starts; `null` if it is unknown. */
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
  const type = element && schemaInfo(element, schema)?.type;
  return type ? textType(type) : null;
}

/** The edits that replace the invalid value; `null` where the element has other content. */
export function valueEdits(value: PlainText, { range, request: { tree, problem } }: InvalidValue): FixEdit[] | null {
  const { start, end } = range;
  const context = contextAt(tree, problem.start);
  switch (context.kind) {
    case 'attributeValue':
      return [{ start, end, text: escapeAttribute(value).replaceAll("'", '&apos;').replaceAll('&gt;', '>') }];
    case 'text':
      return [{ start, end, text: escapedText(value) }];
    case 'tagName': {
      // The range of the problem is the name of the empty element; the value is inserted after its tag.
      const { node, offset } = context.element;
      const tagEnd = offset + node.openWidth;
      if (node.kind === NodeKind.EmptyElement) {
        const slash = /\s*\/>$/.exec(tree.slice(offset, tagEnd))?.[0].length;
        if (slash === undefined) return null;
        return [{ start: tagEnd - slash, end: tagEnd, text: `>${escapedText(value)}</${node.name}>` }];
      }
      const contentEnd = offset + node.width - node.closeWidth;
      const isEmpty = tree.slice(tagEnd, contentEnd).trim() === '';
      return isEmpty ? [{ start: tagEnd, end: contentEnd, text: escapedText(value) }] : null;
    }
    default:
      return null;
  }
}

function escapedText(value: PlainText): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;');
}
