/** Checks restrictions of attributes (XSD 1.0 Structures 3.4.6): of complex types and of redefined attribute groups. */
import type { AttributeUse, ComplexType } from '../components';
import type { SchemaElement } from '../read/schemaDocument';
import { allows, isSubset } from '../wildcards';
import { keyOfUse, sameValue } from './attributes';
import { derives } from './derivation';
import type { Resolver } from './resolver';

/** A complex type or an attribute group. */
export type Attributed = Pick<ComplexType, 'name' | 'attributeUses' | 'attributeWildcard'>;

/** Attribute uses (derivation-ok-restriction.2 and .3): a subset of those of the base, with restricted types and values. */
export function checkAttributes(
  resolver: Resolver,
  type: Attributed,
  base: Attributed,
  derivation: SchemaElement,
): void {
  const baseUses = new Map(base.attributeUses.map((use) => [keyOfUse(use), use]));
  for (const use of type.attributeUses) {
    const { declaration } = use;
    const baseUse = baseUses.get(keyOfUse(use));
    if (baseUse === use) continue;
    if (baseUse !== undefined) {
      checkUse(resolver, use, baseUse);
    } else if (!base.attributeWildcard || !allows(base.attributeWildcard.constraint, declaration.namespace)) {
      resolver.report('derivation-ok-restriction.2.2', use.source, [declaration.name, base.name ?? '']);
    }
  }
  const present = new Set(type.attributeUses.map(keyOfUse));
  for (const use of base.attributeUses) {
    if (use.required && !present.has(keyOfUse(use))) {
      resolver.report('derivation-ok-restriction.3', derivation.place, [use.declaration.name], use.source);
    }
  }
}

function checkUse(resolver: Resolver, use: AttributeUse, baseUse: AttributeUse): void {
  const { declaration } = use;
  const args = [declaration.name];
  if (baseUse.required && !use.required) {
    resolver.report('derivation-ok-restriction.2.1.1', use.source, args, baseUse.source);
  }
  if (!derives(declaration.type, baseUse.declaration.type, new Set())) {
    resolver.report('derivation-ok-restriction.2.1.2', use.source, args, baseUse.source);
  }
  const fixed = baseUse.valueConstraint;
  if (fixed?.kind !== 'fixed') return;
  const own = use.valueConstraint;
  if (own?.kind !== 'fixed' || !sameValue(resolver, own, fixed, baseUse.declaration.type)) {
    resolver.report('derivation-ok-restriction.2.1.3', use.source, [...args, fixed.value], baseUse.source);
  }
}

/** The attribute wildcard (derivation-ok-restriction.4). */
export function checkWildcard(resolver: Resolver, type: Attributed, base: Attributed, derivation: SchemaElement): void {
  const own = type.attributeWildcard;
  if (own === null) return;
  const place = derivation.child('anyAttribute')?.place ?? derivation.place;
  if (base.attributeWildcard === null) {
    resolver.report('derivation-ok-restriction.4.1', place, [base.name ?? '']);
  } else if (!isSubset(own.constraint, base.attributeWildcard.constraint)) {
    resolver.report('derivation-ok-restriction.4.2', place, [base.name ?? '']);
  } else if (STRENGTH[own.processContents] < STRENGTH[base.attributeWildcard.processContents]) {
    resolver.report('derivation-ok-restriction.4.3', place, [
      own.processContents,
      base.attributeWildcard.processContents,
    ]);
  }
}

/** The order of processContents from weak to strong. */
const STRENGTH = { skip: 0, lax: 1, strict: 2 } as const;
