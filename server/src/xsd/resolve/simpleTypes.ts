/** `xs:simpleType` (XSD 1.0 Structures 3.14.2) and `xs:notation` (3.12). */
import { isSimpleType, type Notation, type SimpleType, type TypeDefinition } from '../components';
import type { GlobalDefinition } from '../read/globals';
import { MAX_SIMPLE_TYPE_DEPTH } from '../limits';
import { isValueOf, words } from '../read/attributeValues';
import { GRAMMAR } from '../read/grammar';
import type { SchemaElement } from '../read/schemaDocument';
import { displayName, listOf, restrict, unionOf } from '../simpleTypes';
import type { DefinedType, Derivation, FacetDefinition, FacetName, TypeHead } from '../simpleTypes/types';
import { anySimpleType, isUnknown, unknownSimpleType } from './builtins';
import { annotationOf, definedIn, derivationSet, flag, sourceOf, type Resolver } from './resolver';
import { namedSimpleType, simpleOnly, typeByName, typeOf } from './types';

const FACETS: ReadonlySet<string> = new Set<FacetName>([
  'length',
  'minLength',
  'maxLength',
  'pattern',
  'enumeration',
  'whiteSpace',
  'maxInclusive',
  'maxExclusive',
  'minExclusive',
  'minInclusive',
  'totalDigits',
  'fractionDigits',
]);

/** The type that a `xs:simpleType` defines. A circular definition is reported and replaced by an unknown type. */
export function simpleType(
  resolver: Resolver,
  element: SchemaElement,
  definition: GlobalDefinition | null = null,
): SimpleType {
  return resolver.onceComplete(
    definition ?? element,
    () => {
      const { type, problems } = define(resolver, element, definition);
      reportDefinition(resolver, problems, element);
      if (type.depth > MAX_SIMPLE_TYPE_DEPTH) {
        resolver.reportLimit('limit.simpleTypes', MAX_SIMPLE_TYPE_DEPTH, sourceOf(element));
        return unknownSimpleType;
      }
      const annotation = annotationOf(element);
      if (annotation !== null) resolver.typeAnnotations.set(type, annotation);
      return type;
    },
    () => {
      resolver.report('st-props-correct.2', sourceOf(element), [definition?.name ?? definedIn(element)]);
      return unknownSimpleType;
    },
  );
}

const UNKNOWN: DefinedType = { type: unknownSimpleType, problems: [] };

function define(resolver: Resolver, element: SchemaElement, within: GlobalDefinition | null): DefinedType {
  const head: TypeHead = {
    name: within?.name ?? null,
    namespace: within?.namespace ?? element.document.targetNamespace,
    final: finalOf(element, within),
    source: sourceOf(element),
    ...(within === null && { definedIn: definedIn(element) }),
  };
  const derivation = element.child('restriction', 'list', 'union');
  if (within?.redefines && derivation !== undefined && derivation.local !== 'restriction') {
    resolver.report('src-redefine.5.1', derivation.place, [within.name]);
  }
  switch (derivation?.local) {
    case 'list': {
      const itemType = soleType(resolver, derivation, 'itemType', 'src-simple-type.3', within);
      return isUnknown(itemType) ? UNKNOWN : listOf(itemType, head);
    }
    case 'union': {
      const members = memberTypes(resolver, derivation, within);
      return members.length === 0 || members.some(isUnknown) ? UNKNOWN : unionOf(members, head);
    }
    case 'restriction': {
      const base = soleType(resolver, derivation, 'base', 'src-simple-type.2', within);
      if (isUnknown(base)) return UNKNOWN;
      if (within?.redefines && base !== typeOf(resolver, within.redefines)) {
        resolver.report('src-redefine.5.1', derivation.placeOf('base'), [within.name]);
      }
      return restriction(resolver, derivation, base, head);
    }
    default:
      return restriction(resolver, element, anySimpleType, { ...head, final: new Set() });
  }
}

/**
 * The {final} of the type (3.14.2). `finalDefault` applies to named types only: nothing derives from an anonymous one but
 * the component that contains it.
 */
function finalOf(element: SchemaElement, within: GlobalDefinition | null): TypeHead['final'] {
  if (within === null) return new Set();
  return derivationSet<Derivation>(element, 'final', ['extension', 'restriction', 'list', 'union']);
}

/** A restriction of `base` by the facets in `element`. */
export function restriction(resolver: Resolver, element: SchemaElement, base: SimpleType, head: TypeHead): DefinedType {
  if (isUnknown(base)) return UNKNOWN;
  const facets = facetsIn(element);
  // Simple content can be inherited unchanged from an unconstrained base; and a simpleType without a derivation was reported
  // by the schema for schemas.
  const isAnything = base === anySimpleType && element.parent?.local !== 'simpleType';
  if (facets.length === 0 && isAnything) return { type: base, problems: [] };
  return restrict(base, facets, head, resolver.valueContext(element.scope).isNotation);
}

/** Reports the problems of a simple type definition at its facets, else at the definition. */
export function reportDefinition(resolver: Resolver, problems: DefinedType['problems'], element: SchemaElement): void {
  for (const problem of problems) resolver.report(problem.code, problem.source ?? element.place, problem.args);
}

/** The type given either by an attribute or by a nested `xs:simpleType`; neither or both is reported with `code`. */
function soleType(
  resolver: Resolver,
  element: SchemaElement,
  attribute: string,
  code: 'src-simple-type.2' | 'src-simple-type.3',
  within: GlobalDefinition | null,
): SimpleType {
  const inline = element.child('simpleType');
  const named = element.attribute(attribute);
  if ((inline === undefined) === (named === undefined))
    resolver.report(code, element.place, [element.local, attribute]);
  if (named !== undefined) return namedSimpleType(resolver, element, attribute, within);
  return inline === undefined ? unknownSimpleType : simpleType(resolver, inline);
}

function memberTypes(resolver: Resolver, element: SchemaElement, within: GlobalDefinition | null): SimpleType[] {
  const place = element.placeOf('memberTypes');
  const members: SimpleType[] = [];
  for (const qname of words(element.value('memberTypes') ?? '')) {
    const type = typeByName(resolver, element, qname, place, within);
    members.push(type === null ? unknownSimpleType : simpleOnly(resolver, type, element, 'memberTypes'));
  }
  for (const inline of element.definitions) members.push(simpleType(resolver, inline));
  if (members.length === 0) resolver.report('src-simple-type.4', place);
  return members;
}

function facetsIn(element: SchemaElement): FacetDefinition[] {
  return element.definitions.filter(isUsableFacet).map((facet) => ({
    name: facet.local as FacetName,
    value: facet.attribute('value')!.value,
    fixed: flag(facet, 'fixed'),
    source: facet.placeOf('value'),
    scope: facet.scope,
    // Read when it is asked for: a schema can have thousands of documented values.
    get documentation() {
      return (annotationOf(facet)?.documentation ?? []).map((part) => part.text.trim()).join('\n\n');
    },
  }));
}

/** Whether an element is a facet whose value the schema for schemas accepts. */
function isUsableFacet(element: SchemaElement): boolean {
  const value = element.attribute('value');
  const kind = GRAMMAR.get(element.local)?.attributes.get('value');
  return (
    FACETS.has(element.local) &&
    value !== undefined &&
    kind !== undefined &&
    isValueOf(kind, value.value, element.scope)
  );
}

/** The notation that a `xs:notation` declares. */
export function notation(resolver: Resolver, definition: GlobalDefinition): Notation {
  const { element, name, namespace } = definition;
  return resolver.once(definition, () => {
    const [publicId, systemId] = [element.value('public') ?? null, element.value('system') ?? null];
    if (publicId === null && systemId === null)
      resolver.report('s4s-att-must-appear', element.place, ['notation', 'public']);
    return {
      kind: 'notation',
      name,
      namespace,
      publicId,
      systemId,
      annotation: annotationOf(element),
      source: sourceOf(element),
    };
  });
}

/**
 * Enumeration facet value required for NOTATION (Datatypes 3.2.19): a declaration cannot have a NOTATION type without an
 * enumeration. Reported at the attribute `type` of `element`, else at its name.
 */
export function checkNotationType(resolver: Resolver, type: TypeDefinition, element: SchemaElement): void {
  if (!isSimpleType(type) || type.primitive !== 'NOTATION' || type.facets.enumeration !== null) return;
  resolver.report('enumeration-required-notation.use', element.placeOf('type'), [displayName(type)]);
}
