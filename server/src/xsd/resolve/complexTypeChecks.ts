/** Complex Type Definition Properties Correct and the rules of derivation (XSD 1.0 Structures 3.4.6). */
import type { ComplexType } from '../components';
import { isSimpleType } from '../components';
import type { SchemaElement } from '../read/schemaDocument';
import { checkAmbiguity } from './ambiguity';
import { checkAttributes, checkWildcard } from './attributeRestriction';
import { anyType } from './builtins';
import { checkConsistency } from './consistency';
import { isEmptiable } from './contentFacts';
import { derives } from './derivation';
import { restrictsParticle } from './particleRestriction';
import type { Resolver } from './resolver';
import { isUnknown } from './unknown';

/**
 * Checks a complete type.
 * @param derivation the element that says what it derives from, or the definition itself
 */
export function checkContent(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  if (!isUnknown(base)) {
    if (type.derivation === 'extension') checkExtension(resolver, type, derivation);
    else if (base !== anyType) checkRestriction(resolver, type, derivation);
  }
  checkConsistency(resolver, type, derivation);
  checkAmbiguity(resolver, type, derivation);
}

/** cos-ct-extends. That attributes only grow is sure by construction. */
function checkExtension(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  const place = derivation.placeOf('base');
  if (base.final.has('extension')) {
    const code = isSimpleType(base) ? 'cos-ct-extends.2.2' : 'cos-ct-extends.1.1';
    resolver.report(code, place, [base.name ?? ''], base.source);
  }
  if (isSimpleType(base)) return;
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
