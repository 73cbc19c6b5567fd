/** The value that a field finds in an element that a selector found (Structures 3.11.4). */
import { isSimpleType, nameKey, type SimpleType, type ValueConstraint } from '../components';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { valueKey } from '../simpleTypes';
import type { Run } from '../validate/run';
import { xsiAttributes } from '../validate/run';
import { rangeOf } from '../validate/text';
import { allows } from '../wildcards';
import { expandedName, XMLNS_NAMESPACE, type Scope } from '../../xml/namespaces';
import { forEachChild, isElement } from '../../xml/nodes';
import { attributesOf, startTagOf } from '../../xml/tags';
import { attributeValue, contentValue } from '../../xml/values';
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
  for (const test of state.attributes) hits.push(...attributeHits(run, at, test, offset));
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
  const { nil } = xsiAttributes(node, scope);
  return nil !== undefined && /^(?:true|1)$/.test(attributeValue(nil, run.entities, node.name).trim());
}

/** The attributes that pass, those with a default that are left out included. */
function attributeHits(run: Run, { node, type, scope }: Governed, test: NameTest, offset: number): Hit[] {
  if (isSimpleType(type)) return [];
  const { uses } = run.facts.attributes(type);
  const hits: Hit[] = [];
  const present = new Set<string>();
  for (const attribute of attributesOf(node)) {
    const name = expandedName(attribute.name, scope, 'attribute');
    if (name.namespace === XMLNS_NAMESPACE || name.namespace === XSI_NAMESPACE) continue;
    const key = nameKey(name.namespace, name.local);
    present.add(key);
    if (!passes(test, name.namespace, name.local)) continue;
    const wildcard = type.attributeWildcard;
    const isWild =
      wildcard !== null && wildcard.processContents !== 'skip' && allows(wildcard.constraint, name.namespace);
    const declaration = uses.get(key)?.declaration ?? (isWild ? run.facts.schema.attributes.get(key) : undefined);
    const place = { start: offset + attribute.valueStart, end: offset + attribute.valueEnd, isNillable: false };
    const text = attributeValue(attribute, run.entities, node.name);
    const value = declaration === undefined ? { key: null, text } : valueOf(run, declaration.type, text, scope, null);
    hits.push({ ...value, ...place, isPlain: true });
  }
  const { nameStart, nameEnd } = startTagOf(node);
  for (const [key, { declaration, valueConstraint }] of uses) {
    if (valueConstraint === null || present.has(key) || !passes(test, declaration.namespace, declaration.name))
      continue;
    const place = { start: offset + nameStart, end: offset + nameEnd, isPlain: true, isNillable: false };
    hits.push({ ...valueOf(run, declaration.type, '', scope, valueConstraint), ...place });
  }
  return hits;
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
