/** Checks the text of an element against a simple type and a fixed value (cvc-elt.5, cvc-type.3). */
import type { ElementDeclaration, SimpleType, TypeDefinition, ValueConstraint } from '../components';
import { check, identifiersIn } from '../simpleTypes';
import type { Scope } from '../../xml/namespaces';
import { children, isElement, isLeaf, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { contentValue } from '../../xml/values';
import { isValue } from './attributes';
import type { SubtreeProblemsBuilder } from './subtreeProblems';
import type { Run } from './run';

/**
 * Checks the text of an element.
 * @param type the type of the text
 * @param declared the type of the declaration, which `xsi:type` can have replaced by `type`
 */
export function checkText(
  run: Run,
  node: ElementNode,
  type: SimpleType,
  declaration: ElementDeclaration | null,
  declared: TypeDefinition,
  scope: Scope,
  found: SubtreeProblemsBuilder,
): void {
  const constraint = declaration?.valueConstraint ?? null;
  if (type.space.check === null && !type.usesIds && constraint === null) return;
  const value = contentValue(node, run.entities);
  if (constraint !== null && value === '' && !hasElements(node)) {
    const { nameStart, nameEnd } = startTagOf(node);
    // The default was checked against the declared type, not against the one given by xsi:type.
    if (type !== declared && check(type, constraint.value, run.values(constraint.scope)) !== null) {
      found.report('cvc-elt.5.1.1', nameStart, nameEnd, [node.name, constraint.value]);
    } else if (type.usesIds) {
      for (const identifier of identifiersIn(type, constraint.value, run.values(constraint.scope))) {
        found.identify([{ ...identifier, start: nameStart, end: nameEnd }], 0);
      }
    }
    return;
  }
  const failure = check(type, value, run.values(scope));
  if (failure !== null) {
    const { start, end } = rangeOf(node, value, failure);
    found.report(failure.code, start, end, failure.args, { expected: failure.expected });
    return;
  }
  if (constraint?.kind === 'fixed' && !isValue(run, type, value, scope, constraint)) {
    const { start, end } = rangeOf(node, value, null);
    found.report('cvc-elt.5.2.2.2', start, end, [value.trim(), constraint.value], { expected: [constraint.value] });
  }
  if (type.usesIds) {
    for (const identifier of identifiersIn(type, value, run.values(scope))) {
      found.identify([{ ...identifier, ...rangeOf(node, value, identifier) }], 0);
    }
  }
}

/** Checks a fixed value of mixed content: no elements, and the identical text (cvc-elt.5.2.2.1, 5.2.2.2.1). */
export function checkMixedValue(
  run: Run,
  node: ElementNode,
  constraint: ValueConstraint,
  found: SubtreeProblemsBuilder,
): void {
  if (constraint.kind !== 'fixed') return;
  const value = contentValue(node, run.entities);
  if (hasElements(node)) {
    const { nameStart, nameEnd } = startTagOf(node);
    found.report('cvc-elt.5.2.2.1', nameStart, nameEnd, [node.name, constraint.value], {
      expected: [constraint.value],
    });
  } else if (value !== '' && value !== constraint.value) {
    const { start, end } = rangeOf(node, value, null);
    found.report('cvc-elt.5.2.2.2', start, end, [value.trim(), constraint.value], { expected: [constraint.value] });
  }
}

function hasElements(node: ElementNode): boolean {
  for (const child of children(node.content)) if (isElement(child)) return true;
  return false;
}

/** A half-open range, in UTF-16 units. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * The range of a part of an element's text, from the start of the element: exact if the text has no references or CDATA
 * sections, else the whole text without surrounding whitespace; for an empty text, the name in the start tag.
 */
export function rangeOf(node: ElementNode, value: string, part: Part | null): Part {
  const { content, openWidth } = node;
  const source = content === null ? '' : textOf(content);
  const start = source.length - source.trimStart().length;
  if (start === source.length) {
    const { nameStart, nameEnd } = startTagOf(node);
    return { start: nameStart, end: nameEnd };
  }
  const isVerbatim =
    content !== null && isLeaf(content) && content.kind === NodeKind.Text && value.length === source.length;
  if (isVerbatim && part !== null && part.end > part.start) {
    return { start: openWidth + part.start, end: openWidth + part.end };
  }
  return { start: openWidth + start, end: openWidth + source.trimEnd().length };
}
