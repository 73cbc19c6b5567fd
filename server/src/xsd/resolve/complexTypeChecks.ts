/** Complex Type Definition Properties Correct and the rules of derivation (XSD 1.0 Structures 3.4.6). */
import type { AttributeUse, ComplexType } from '../components';
import { isSimpleType } from '../components';
import type { SchemaElement } from '../read/schemaDocument';
import { allows, isSubset } from '../wildcards';
import { checkAmbiguity } from './ambiguity';
import { keyOfUse } from './attributeGroups';
import { sameValue } from './attributes';
import { anyType } from './builtins';
import { checkConsistency } from './consistency';
import { isEmptiable } from './contentFacts';
import { derives } from './derivation';
import { restrictsParticle } from './particleRestriction';
import type { Resolver } from './resolver';

/**
 * Checks a complete type.
 * @param derivation the element that says what it derives from, or the definition itself
 */
export function checkContent(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  if (base !== anyType) {
    if (type.derivation === 'extension') checkExtension(resolver, type, derivation);
    else checkRestriction(resolver, type, derivation);
  }
  checkConsistency(resolver, type, derivation);
  checkAmbiguity(resolver, type, derivation);
}

/** cos-ct-extends. That attributes only grow is sure by construction. */
function checkExtension(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  if (isSimpleType(base)) return;
  const place = derivation.placeOf('base');
  if (base.final.has('extension')) resolver.report('cos-ct-extends.1.1', place, [base.name ?? ''], base.source);
  if (base.contentKind === 'simple' && type.contentKind !== 'simple') {
    resolver.report('cos-ct-extends.1.4.1', place, [base.name ?? ''], base.source);
  } else if (
    (base.contentKind === 'mixed' && type.contentKind !== 'mixed') ||
    (base.contentKind === 'elementOnly' && type.contentKind === 'mixed')
  ) {
    resolver.report('cos-ct-extends.1.4.3.2.2.1', place, [base.name ?? ''], base.source);
  }
}

/** derivation-ok-restriction. */
function checkRestriction(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  if (isSimpleType(base)) return;
  const place = derivation.placeOf('base');
  if (base.final.has('restriction')) {
    resolver.report('derivation-ok-restriction.1', place, [base.name ?? ''], base.source);
  }
  checkAttributes(resolver, type, base, derivation);
  checkWildcard(resolver, type, base, derivation);
  checkContentType(resolver, type, base, derivation);
}

function checkAttributes(resolver: Resolver, type: ComplexType, base: ComplexType, derivation: SchemaElement): void {
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

function checkWildcard(resolver: Resolver, type: ComplexType, base: ComplexType, derivation: SchemaElement): void {
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

function checkContentType(resolver: Resolver, type: ComplexType, base: ComplexType, derivation: SchemaElement): void {
  const place = derivation.placeOf('base');
  const args = [base.name ?? ''];
  if (type.contentKind === 'simple') {
    const isRestricted =
      base.simpleType === null
        ? base.contentKind === 'mixed' && isEmptiable(base.particle)
        : type.simpleType !== null && derives(type.simpleType, base.simpleType, new Set());
    if (!isRestricted) resolver.report('derivation-ok-restriction.5.2', place, args, base.source);
  } else if (type.contentKind === 'empty') {
    const isRestricted = base.contentKind === 'empty' || (base.contentKind !== 'simple' && isEmptiable(base.particle));
    if (!isRestricted) resolver.report('derivation-ok-restriction.5.3', place, args, base.source);
  } else {
    if (base.contentKind !== 'mixed' && base.contentKind !== type.contentKind) {
      resolver.report('derivation-ok-restriction.5.4.1', place, args, base.source);
    } else if (!restrictsParticle(resolver, type.particle, base.particle)) {
      resolver.report('derivation-ok-restriction.5.4.2', place, args, base.source);
    }
  }
}

/** How much a wildcard asks of what it takes. */
const STRENGTH = { skip: 0, lax: 1, strict: 2 } as const;
