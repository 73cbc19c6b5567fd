/** `xs:complexType` (XSD 1.0 Structures 3.4.2). */
import type { ComplexType, ContentKind, Particle, SimpleType, TypeDefinition } from '../components';
import { isSimpleType } from '../components';
import { MAX_PARTICLES } from '../limits';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { union } from '../wildcards';
import { checkIds, declaredAttributes, distinct, type DeclaredAttributes } from './attributeGroups';
import { keyOfUse } from './attributes';
import { anyType, isUnknown, unknownSimpleType, unknownType } from './builtins';
import { checkContent } from './complexTypeChecks';
import { isEmptiable } from './contentProperties';
import { particle, sizeOf } from './modelGroups';
import { annotationOf, definedIn, derivationSet, flag, sourceOf, type Mutable, type Resolver } from './resolver';
import { reportDefinition, restriction, simpleType } from './simpleTypes';
import { namedType, typeOf } from './types';
const PARTICLES = ['group', 'all', 'choice', 'sequence'];
const EMPTY_SEQUENCE = {
  kind: 'modelGroup',
  compositor: 'sequence',
  particles: [],
  annotation: null,
  source: null,
} as const;

/** The type defined by a `xs:complexType`; its content and attributes are completed later. */
export function complexType(
  resolver: Resolver,
  element: SchemaElement,
  definition: GlobalDefinition | null = null,
): ComplexType {
  return resolver.once(definition ?? element, () => {
    const type: Mutable<ComplexType> = {
      kind: 'complexType',
      name: definition?.name ?? null,
      namespace: definition?.namespace ?? element.document.targetNamespace,
      base: anyType,
      derivation: 'restriction',
      abstract: flag(element, 'abstract'),
      block: derivationSet(element, 'block', ['extension', 'restriction']),
      final: derivationSet(element, 'final', ['extension', 'restriction']),
      attributeUses: [],
      attributeWildcard: null,
      contentKind: 'empty',
      simpleType: null,
      particle: null,
      annotation: annotationOf(element),
      source: sourceOf(element),
    };
    resolver.fillLater(type, () => new Completion(resolver, type, element, definition).complete());
    return type;
  });
}

/** Completes the content and attributes of a type. */
class Completion {
  constructor(
    private readonly resolver: Resolver,
    private readonly type: Mutable<ComplexType>,
    private readonly element: SchemaElement,
    private readonly definition: GlobalDefinition | null,
  ) {}

  complete(): void {
    const { resolver, type, element } = this;
    const content = element.child('simpleContent', 'complexContent');
    const derivation = content?.child('extension', 'restriction') ?? element;
    if (derivation !== element) this.#derive(derivation);
    else if (this.definition?.redefines) resolver.report('src-redefine.5.1', sourceOf(element), [this.definition.name]);
    if (content?.local === 'simpleContent') this.#simpleContent(derivation);
    else this.#complexContent(content ?? element, derivation);
    this.#attributes(derivation);
    resolver.checkLater(() => {
      checkIds(resolver, type.attributeUses, element, 'ct-props-correct.5');
      checkContent(resolver, type, derivation);
    });
  }

  /** Sets the base, completed unless it depends on this type. */
  #derive(derivation: SchemaElement): void {
    const { resolver, type, definition } = this;
    type.derivation = derivation.local === 'extension' ? 'extension' : 'restriction';
    const base = namedType(resolver, derivation, 'base', definition) ?? unknownType;
    if (definition?.redefines && !isUnknown(base) && base !== typeOf(resolver, definition.redefines)) {
      resolver.report('src-redefine.5.1', derivation.placeOf('base'), [definition.name]);
    }
    if (!resolver.fill(base)) {
      resolver.report('ct-props-correct.3', derivation.placeOf('base'), [type.name ?? definedIn(this.element)]);
      type.base = unknownType;
      return;
    }
    type.base = base;
  }

  #simpleContent(derivation: SchemaElement): void {
    const { resolver, type } = this;
    const base = type.base;
    type.contentKind = 'simple';
    if (isUnknown(base)) {
      type.simpleType = unknownSimpleType;
      return;
    }
    if (type.derivation === 'extension') {
      type.simpleType = isSimpleType(base) ? base : base.simpleType;
      if (type.simpleType !== null) return;
      if (derivation.attribute('base')) resolver.report('src-ct.2', derivation.placeOf('base'), [nameOf(base)]);
      type.simpleType = unknownSimpleType;
      return;
    }
    const inline = derivation.child('simpleType');
    const given = inline && simpleType(resolver, inline);
    const baseSimpleType = this.#restrictedSimpleType(base, given, derivation);
    const { type: restricted, problems } = restriction(resolver, derivation, given ?? baseSimpleType, {
      name: null,
      namespace: type.namespace,
      final: new Set(),
      source: derivation.place,
      definedIn: type.name ?? definedIn(this.element),
    });
    reportDefinition(resolver, problems, derivation);
    type.simpleType = restricted;
  }

  /** The base of a restriction of simple content: the simple content of the base type, or anything if that is mixed. */
  #restrictedSimpleType(base: TypeDefinition, given: SimpleType | undefined, derivation: SchemaElement): SimpleType {
    if (!isSimpleType(base) && base.simpleType !== null) return base.simpleType;
    const place = derivation.placeOf('base');
    if (!isSimpleType(base) && base.contentKind === 'mixed' && isEmptiable(base.particle)) {
      if (given === undefined) this.resolver.report('src-ct.2.2', place, [nameOf(base)]);
    } else {
      this.resolver.report('src-ct.2', place, [nameOf(base)]);
    }
    return unknownSimpleType;
  }

  #complexContent(content: SchemaElement, derivation: SchemaElement): void {
    const { resolver, type, element } = this;
    const mixed = flag(content, 'mixed', flag(element, 'mixed'));
    const base = type.base;
    const explicit = this.#explicitContent(derivation);
    if (isSimpleType(base)) {
      resolver.report('src-ct.1', derivation.placeOf('base'), [nameOf(base)]);
      type.base = unknownType;
      this.#setContent(explicit, mixed);
      return;
    }
    if (isUnknown(base) && type.derivation === 'extension') {
      // With an undefined base, any content is allowed before the added content.
      type.contentKind = 'mixed';
      type.particle = unknownType.particle;
      return;
    }
    if (type.derivation === 'restriction' || base.contentKind === 'empty') {
      this.#setContent(explicit, mixed);
    } else if (explicit === null && !mixed) {
      type.contentKind = base.contentKind;
      type.particle = base.particle;
      type.simpleType = base.simpleType;
    } else {
      this.#setContent(this.#extended(base.particle, explicit, derivation), mixed);
    }
  }

  #setContent(explicit: Particle | null, mixed: boolean): void {
    this.type.particle = explicit;
    this.type.contentKind = contentKind(explicit, mixed);
  }

  #explicitContent(derivation: SchemaElement): Particle | null {
    const child = derivation.child(...PARTICLES);
    if (child === undefined) return null;
    const explicit = particle(this.resolver, child, 'content', this.definition);
    // The source decides (3.4.2, 2.1): a group reference, or a group whose members never occur, is explicit content.
    if (explicit === null || child.local === 'group' || child.definitions.length > 0) return explicit;
    // An empty choice matches no content at all, unless it is optional.
    return child.local === 'choice' && explicit.minOccurs > 0 ? explicit : null;
  }

  /** The content of the base, followed by that of the extension. */
  #extended(base: Particle | null, explicit: Particle | null, derivation: SchemaElement): Particle | null {
    if (explicit === null || base === null) return explicit ?? base;
    const added = derivation.child(...PARTICLES)!;
    for (const part of [base, explicit]) {
      if (part.term.kind === 'modelGroup' && part.term.compositor === 'all') {
        this.resolver.report('cos-all-limited.1.2', added.place, [this.type.name ?? definedIn(this.element)]);
        break;
      }
    }
    const parts = partsOf(base);
    if (!this.resolver.canInherit(parts.length, added.place)) return explicit;
    if (sizeOf(base.term).count + sizeOf(explicit.term).count > MAX_PARTICLES) {
      this.resolver.reportLimit('limit.particles', MAX_PARTICLES, added.place);
      return explicit;
    }
    return {
      term: { ...EMPTY_SEQUENCE, particles: [...parts, explicit] },
      minOccurs: 1,
      maxOccurs: 1,
      source: explicit.source,
    };
  }

  #attributes(derivation: SchemaElement): void {
    const { resolver, type, definition } = this;
    const own = declaredAttributes(resolver, derivation, definition);
    const base = isSimpleType(type.base) ? null : type.base;
    const inherited = base === null ? [] : this.#inherited(base, own);
    type.attributeUses = distinct(resolver, [...inherited, ...own.uses], derivation, 'ct-props-correct.4');
    type.attributeWildcard = own.wildcard;
    if (type.derivation === 'restriction' || base?.attributeWildcard == null) return;
    type.attributeWildcard = base.attributeWildcard;
    if (own.wildcard === null) return;
    const constraint = union(own.wildcard.constraint, base.attributeWildcard.constraint);
    if (constraint === null) resolver.report('src-ct.5', derivation.place);
    else type.attributeWildcard = { ...own.wildcard, constraint };
  }

  /** The inherited attributes: of an extension all, of a restriction those that it neither repeats nor prohibits. */
  #inherited(base: ComplexType, own: DeclaredAttributes): ComplexType['attributeUses'] {
    if (!this.resolver.canInherit(base.attributeUses.length, this.element.place)) return [];
    if (this.type.derivation === 'extension') return base.attributeUses;
    const repeated = new Set(own.uses.map(keyOfUse));
    return base.attributeUses.filter((use) => !repeated.has(keyOfUse(use)) && !own.prohibited.has(keyOfUse(use)));
  }
}

/** The members of a sequence that an extension made; any other particle as it is. So extensions of extensions do not nest. */
function partsOf(base: Particle): readonly Particle[] {
  const { term } = base;
  const isExtended = term.kind === 'modelGroup' && term.source === null && term.compositor === 'sequence';
  return isExtended && base !== anyType.particle ? term.particles : [base];
}

function contentKind(explicit: Particle | null, mixed: boolean): ContentKind {
  if (mixed) return 'mixed';
  return explicit === null ? 'empty' : 'elementOnly';
}

function nameOf(type: TypeDefinition): string {
  return type.name ?? '';
}
