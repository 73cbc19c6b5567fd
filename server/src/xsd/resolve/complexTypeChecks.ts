/** Complex Type Definition Properties Correct and the rules of derivation (XSD 1.0 Structures 3.4.6). */
import { checkpoint } from '../../xml/budget';
import type { ComplexType, ElementDeclaration, NamespaceConstraint, Particle } from '../components';
import { isSimpleType } from '../components';
import type { SchemaElement } from '../read/schemaDocument';
import { allows, overlap } from '../wildcards';
import { checkAmbiguity } from './ambiguity';
import { checkAttributes, checkWildcard } from './attributeRestriction';
import { anyType, isUnknown } from './builtins';
import { isEmptiable } from './contentProperties';
import { derives } from './derivation';
import { restrictsParticle } from './particleRestriction';
import type { Resolver } from './resolver';

/**
 * Checks a completed type.
 * @param derivation the `xs:extension` or `xs:restriction`, else the `xs:complexType` itself
 */
export function checkContent(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const { base } = type;
  if (!isUnknown(base)) {
    if (type.derivation === 'extension') checkExtension(resolver, type, derivation);
    else if (base !== anyType) checkRestriction(resolver, type, derivation);
  }
  if (checkConsistency(resolver, type, derivation)) checkAmbiguity(resolver, type, derivation);
}

/** cos-ct-extends. An extension keeps all attributes by construction. */
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

/**
 * Reports elements with one name and different types in the content of a type (cos-element-consistent).
 * @returns whether two particles of the content can match the same element
 */
function checkConsistency(resolver: Resolver, type: ComplexType, derivation: SchemaElement): boolean {
  const content = new Content(resolver.substitutables);
  if (type.particle !== null) content.add(type.particle);
  const { conflict } = content;
  if (conflict !== null) {
    const place = derivation.contains(conflict.particle.source) ? conflict.particle.source : derivation.place;
    resolver.report('cos-element-consistent', place, [conflict.first.name], conflict.first.source);
  }
  return content.hasOverlap();
}

/** The elements and wildcards in a content model. */
class Content {
  readonly #byName = new Map<string, ElementDeclaration[]>();
  readonly #namespaces = new Set<string>();
  readonly #wildcards: NamespaceConstraint[] = [];
  #hasDuplicates = false;
  /** The first element that has the name of an earlier one and another type. */
  conflict: { readonly first: ElementDeclaration; readonly particle: Particle } | null = null;

  constructor(private readonly substitutables: Resolver['substitutables']) {}

  add(particle: Particle): void {
    const { term } = particle;
    if (term.kind === 'modelGroup') {
      for (const member of term.particles) this.add(member);
    } else if (term.kind === 'wildcard') {
      this.#wildcards.push(term.constraint);
    } else {
      this.#element(term, particle);
      const substitutes = (term.isGlobal && this.substitutables.get(term)) || [];
      for (const declaration of substitutes) if (declaration !== term) this.#element(declaration, particle);
    }
  }

  /** Whether two particles can match the same element. */
  hasOverlap(): boolean {
    if (this.#hasDuplicates) return true;
    return this.#wildcards.some(
      (wildcard, index) =>
        [...this.#namespaces].some((namespace) => allows(wildcard, namespace)) ||
        this.#wildcards.slice(index + 1).some((other) => overlap(wildcard, other)),
    );
  }

  #element(declaration: ElementDeclaration, particle: Particle): void {
    checkpoint();
    this.#namespaces.add(declaration.namespace);
    const sameLocalName = this.#byName.get(declaration.name);
    const known = sameLocalName?.find(({ namespace }) => namespace === declaration.namespace);
    if (known === undefined) {
      if (sameLocalName === undefined) this.#byName.set(declaration.name, [declaration]);
      else sameLocalName.push(declaration);
      return;
    }
    this.#hasDuplicates = true;
    if (known.type !== declaration.type) this.conflict ??= { first: known, particle };
  }
}
