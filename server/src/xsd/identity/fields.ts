/** Evaluates the fields of an identity constraint at a target node (Structures 3.11.4). */
import { isSimpleType, nameKey, type SimpleType, type TypeDefinition, type ValueConstraint } from '../components';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { builtinType, valueKey } from '../simpleTypes';
import { xsiAttributes, type Run } from '../validate/run';
import { rangeOf } from '../validate/text';
import { allows } from '../wildcards';
import { expandedName, XMLNS_NAMESPACE, type ExpandedName, type Scope } from '../../xml/namespaces';
import { forEachChild, isElement } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { attributesWithDefaults, attributeValue, contentValue } from '../../xml/values';
import { TypedChildren, type TypedElement } from './typedElements';
import type { MatchState } from './matcher';
import { passes, type NameTest } from './xpath';

/** A node that a field selects. Offsets count from the target node. */
export interface FieldNode {
  /** See `valueKey`; `null` if the node has no value: it is nil, or its text is invalid. */
  readonly key: string | null;
  /** The value as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the node has a simple type; others have no value to compare. */
  readonly isSimple: boolean;
  /** A nillable element cannot be part of a key. */
  readonly isNillable: boolean;
}

/** The nodes that a field selects, in document order. @param offset of `at`, from the start of the target node */
export function fieldNodes(run: Run, at: TypedElement, state: MatchState, offset = 0): FieldNode[] {
  const nodes: FieldNode[] = [];
  if (state.selects) nodes.push(elementFieldNode(run, at, offset));
  if (state.attributes.length > 0) {
    for (const node of attributeFieldNodes(run, at, state.attributes, offset)) nodes.push(node);
  }
  if (state.isDead) return nodes;
  const children = new TypedChildren(run, at);
  forEachChild(at.node.content, offset + at.node.openWidth, (child, childOffset) => {
    const inside = isElement(child) ? children.next(child) : null;
    if (inside === null) return;
    for (const node of fieldNodes(run, inside, state.step(inside.name), childOffset)) nodes.push(node);
  });
  return nodes;
}

function elementFieldNode(run: Run, { node, type, declaration, scope }: TypedElement, offset: number): FieldNode {
  const simple = isSimpleType(type) ? type : type.contentKind === 'simple' ? type.simpleType : null;
  const isNillable = declaration?.nillable ?? false;
  const text = contentValue(node, run.entities);
  const { start, end } = rangeOf(node, text, null);
  const place = { start: offset + start, end: offset + end, isSimple: simple !== null, isNillable };
  if (simple === null || isNil(run, node, scope)) return { key: null, text: '', ...place };
  const constraint = text === '' ? (declaration?.valueConstraint ?? null) : null;
  return { ...valueOf(run, simple, text, scope, constraint), ...place };
}

function isNil(run: Run, node: TypedElement['node'], scope: Scope): boolean {
  const { nil } = xsiAttributes(node, scope, run.entities);
  return nil !== undefined && /^(?:true|1)$/.test(attributeValue(nil, run.entities, node.name).trim());
}

/** The attributes that pass one of the tests, including absent ones with a default value. */
function attributeFieldNodes(
  run: Run,
  { node, type, scope }: TypedElement,
  tests: readonly NameTest[],
  offset: number,
): FieldNode[] {
  const nodes: FieldNode[] = [];
  const present = new Set<string>();
  for (const attribute of attributesWithDefaults(node, run.entities)) {
    const name = expandedName(attribute.name, scope, 'attribute');
    if (name.namespace === XMLNS_NAMESPACE) continue;
    present.add(nameKey(name.namespace, name.local));
    if (!passesAny(tests, name)) continue;
    const text = attributeValue(attribute, run.entities, node.name);
    const simple = attributeType(run, type, name);
    const place = { start: offset + attribute.valueStart, end: offset + attribute.valueEnd, isNillable: false };
    const value = simple === null ? { key: null, text } : valueOf(run, simple, text, scope, null);
    nodes.push({ ...value, ...place, isSimple: simple !== null });
  }
  if (isSimpleType(type)) return nodes;
  const { nameStart, nameEnd } = startTagOf(node);
  for (const [key, { declaration, valueConstraint }] of run.compiled.attributes(type).uses) {
    const name = { namespace: declaration.namespace, local: declaration.name };
    if (valueConstraint === null || present.has(key) || !passesAny(tests, name)) continue;
    const place = { start: offset + nameStart, end: offset + nameEnd, isSimple: true, isNillable: false };
    nodes.push({ ...valueOf(run, declaration.type, '', scope, valueConstraint), ...place });
  }
  return nodes;
}

function passesAny(tests: readonly NameTest[], { namespace, local }: ExpandedName): boolean {
  return tests.some((test) => passes(test, namespace, local));
}

/** The type of an attribute; `null` if the schema does not declare it. */
function attributeType(run: Run, type: TypeDefinition, { namespace, local }: ExpandedName): SimpleType | null {
  if (namespace === XSI_NAMESPACE)
    return builtinType(local === 'nil' ? 'boolean' : local === 'type' ? 'QName' : 'string')!;
  if (isSimpleType(type)) return null;
  const key = nameKey(namespace, local);
  const use = run.compiled.attributes(type).uses.get(key);
  if (use !== undefined) return use.declaration.type;
  const wildcard = type.attributeWildcard;
  if (wildcard === null || wildcard.processContents === 'skip' || !allows(wildcard.constraint, namespace)) return null;
  return run.compiled.schema.attributes.get(key)?.type ?? null;
}

/** A value by its text, or by the value constraint in place of an absent text. */
function valueOf(
  run: Run,
  type: SimpleType,
  text: string,
  scope: Scope,
  constraint: ValueConstraint | null,
): Pick<FieldNode, 'key' | 'text'> {
  const written = constraint?.value ?? text;
  return { key: valueKey(type, written, run.values(constraint?.scope ?? scope)), text: written.trim() };
}
