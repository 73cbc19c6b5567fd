/** The value that a field finds in an element that a selector found (Structures 3.11.4). */
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
import { governedChild, type Governed } from './governed';
import type { MatchState } from './matcher';
import { passes, type NameTest } from './xpath';

/** A node that a field finds. Offsets count from the element that the field starts at. */
export interface Hit {
  /** See `valueKey`; `null` where the node has no value: it is nil, or its text is not valid. */
  readonly key: string | null;
  /** The value as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What has no simple type has no value to compare. */
  readonly isPlain: boolean;
  /** An element that may be nil cannot be part of a key. */
  readonly isNillable: boolean;
}

/** The nodes that a field finds, in document order. @param offset where `at` starts, counted from where the field does */
export function hitsOf(run: Run, at: Governed, state: MatchState, offset = 0): Hit[] {
  const hits: Hit[] = [];
  if (state.selects) hits.push(elementHit(run, at, offset));
  if (state.attributes.length > 0) hits.push(...attributeHits(run, at, state.attributes, offset));
  if (state.isDead) return hits;
  forEachChild(at.node.content, offset + at.node.openWidth, (child, childOffset) => {
    const inside = isElement(child) ? governedChild(run, at, at.scope, child) : null;
    if (inside !== null) hits.push(...hitsOf(run, inside, state.step(inside.name), childOffset));
  });
  return hits;
}

function elementHit(run: Run, { node, type, declaration, scope }: Governed, offset: number): Hit {
  const simple = isSimpleType(type) ? type : type.contentKind === 'simple' ? type.simpleType : null;
  const isNillable = declaration?.nillable ?? false;
  const text = contentValue(node, run.entities);
  const { start, end } = rangeOf(node, text, null);
  const place = { start: offset + start, end: offset + end, isPlain: simple !== null, isNillable };
  if (simple === null || isNil(run, node, scope)) return { key: null, text: '', ...place };
  const constraint = text === '' ? (declaration?.valueConstraint ?? null) : null;
  return { ...valueOf(run, simple, text, scope, constraint), ...place };
}

function isNil(run: Run, node: Governed['node'], scope: Scope): boolean {
  const { nil } = xsiAttributes(node, scope, run.entities);
  return nil !== undefined && /^(?:true|1)$/.test(attributeValue(nil, run.entities, node.name).trim());
}

/** The attributes that pass one of the tests, those with a default that are left out included. */
function attributeHits(run: Run, { node, type, scope }: Governed, tests: readonly NameTest[], offset: number): Hit[] {
  const hits: Hit[] = [];
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
    hits.push({ ...value, ...place, isPlain: simple !== null });
  }
  if (isSimpleType(type)) return hits;
  const { nameStart, nameEnd } = startTagOf(node);
  for (const [key, { declaration, valueConstraint }] of run.facts.attributes(type).uses) {
    const name = { namespace: declaration.namespace, local: declaration.name };
    if (valueConstraint === null || present.has(key) || !passesAny(tests, name)) continue;
    const place = { start: offset + nameStart, end: offset + nameEnd, isPlain: true, isNillable: false };
    hits.push({ ...valueOf(run, declaration.type, '', scope, valueConstraint), ...place });
  }
  return hits;
}

function passesAny(tests: readonly NameTest[], { namespace, local }: ExpandedName): boolean {
  return tests.some((test) => passes(test, namespace, local));
}

/** The type of an attribute; `null` where the schema gives it none. */
function attributeType(run: Run, type: TypeDefinition, { namespace, local }: ExpandedName): SimpleType | null {
  if (namespace === XSI_NAMESPACE)
    return builtinType(local === 'nil' ? 'boolean' : local === 'type' ? 'QName' : 'string')!;
  if (isSimpleType(type)) return null;
  const key = nameKey(namespace, local);
  const use = run.facts.attributes(type).uses.get(key);
  if (use !== undefined) return use.declaration.type;
  const wildcard = type.attributeWildcard;
  if (wildcard === null || wildcard.processContents === 'skip' || !allows(wildcard.constraint, namespace)) return null;
  return run.facts.schema.attributes.get(key)?.type ?? null;
}

/** A value by its text, or by the constraint that stands in for a text left out. */
function valueOf(
  run: Run,
  type: SimpleType,
  text: string,
  scope: Scope,
  constraint: ValueConstraint | null,
): Pick<Hit, 'key' | 'text'> {
  const written = constraint?.value ?? text;
  return { key: valueKey(type, written, run.values(constraint?.scope ?? scope)), text: written.trim() };
}
