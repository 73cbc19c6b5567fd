/** `xs:element` (XSD 1.0 Structures 3.3). */
import type { ElementDeclaration, OccurrenceRange, Particle, TypeDefinition } from '../components';
import type { GlobalDefinition } from '../read/globals';
import { expandedQName } from '../read/qnames';
import type { SchemaElement } from '../read/schemaDocument';
import { anyType, unknownType } from './builtins';
import { identityConstraints } from './identityConstraints';
import { annotationOf, derivationSet, flag, sourceOf, type Mutable, type Resolver } from './resolver';
import { checkSubstitution } from './substitution';
import { inlineType, namedType } from './types';
import { checkValueConstraint, valueConstraint } from './valueConstraints';
import { checkNotationType } from './simpleTypes';

/** The declaration by a top-level `xs:element`. */
export function globalElement(resolver: Resolver, definition: GlobalDefinition): ElementDeclaration {
  return resolver.once(definition, () => {
    const { element, namespace } = definition;
    const declaration = declare(resolver, element, namespace, true, definition);
    resolver.fillLater(declaration, () => {
      const head = headOf(resolver, definition);
      declaration.type = typeOfElement(resolver, definition);
      if (head === null) return;
      declaration.substitutionGroup = globalElement(resolver, head);
      resolver.checkLater(() => checkSubstitution(resolver, declaration, element));
    });
    return declaration;
  });
}

/** The particle of a `xs:element` in a group, with a local declaration or the global one that it refers to. */
export function elementParticle(resolver: Resolver, element: SchemaElement, range: OccurrenceRange): Particle | null {
  checkRepresentation(resolver, element);
  const ref = element.value('ref');
  if (ref !== undefined) {
    const definition = resolver.find('element', element, ref, element.placeOf('ref'));
    const term = definition === null ? unknownElement(element, ref) : globalElement(resolver, definition);
    return term && { term, ...range, source: element.placeOf('ref') };
  }
  if (element.attribute('name') === undefined) return null;
  const declaration = resolver.once(element, () => {
    const form = element.value('form') ?? element.schema.value('elementFormDefault') ?? 'unqualified';
    const namespace = form === 'qualified' ? element.document.targetNamespace : '';
    const local = declare(resolver, element, namespace, false, null);
    resolver.fillLater(local, () => {
      local.type = ownType(resolver, element) ?? anyType;
    });
    return local;
  });
  return { term: declaration, ...range, source: sourceOf(element) };
}

/** Replaces an element that is not defined: documents may have it, with any content. `null`: its name has no namespace. */
function unknownElement(element: SchemaElement, ref: string): ElementDeclaration | null {
  const name = expandedQName(element, ref);
  return (
    name && {
      ...{ kind: 'element', name: name.local, namespace: name.namespace, isGlobal: true, type: unknownType },
      ...{ nillable: true, abstract: false, valueConstraint: null, identityConstraints: [], substitutionGroup: null },
      ...{ block: new Set(), final: new Set(), annotation: null, source: element.placeOf('ref') },
    }
  );
}

function declare(
  resolver: Resolver,
  element: SchemaElement,
  namespace: string,
  isGlobal: boolean,
  definition: GlobalDefinition | null,
): Mutable<ElementDeclaration> {
  const constraint = valueConstraint(resolver, element, 'src-element.1');
  const inline = element.child('simpleType', 'complexType');
  if (inline !== undefined && element.attribute('type') !== undefined) {
    resolver.report('src-element.3', element.placeOf('type'), [element.value('name')!]);
  }
  const declaration: Mutable<ElementDeclaration> = {
    kind: 'element',
    name: element.value('name')!,
    namespace,
    isGlobal,
    type: anyType,
    nillable: flag(element, 'nillable'),
    abstract: flag(element, 'abstract'),
    valueConstraint: constraint,
    identityConstraints: [],
    substitutionGroup: null,
    block: derivationSet(element, 'block', ['extension', 'restriction', 'substitution']),
    final: definition === null ? new Set() : derivationSet(element, 'final', ['extension', 'restriction']),
    annotation: annotationOf(element),
    source: sourceOf(element),
  };
  declaration.identityConstraints = identityConstraints(resolver, element);
  if (inline !== undefined || element.attribute('type') !== undefined) {
    resolver.checkLater(() => checkNotationType(resolver, declaration.type, inline ?? element));
  }
  if (constraint !== null) {
    resolver.checkLater(() => checkValueConstraint(resolver, constraint, declaration.type, 'element'));
  }
  return declaration;
}

/** The type given at the element itself, by attribute or nested; `null` for none. */
function ownType(resolver: Resolver, element: SchemaElement): TypeDefinition | null {
  if (element.attribute('type') !== undefined) return namedType(resolver, element, 'type') ?? unknownType;
  return inlineType(resolver, element);
}

/** The element's own type, else that of the head of its substitution group, else `anyType` (3.3.2). */
function typeOfElement(resolver: Resolver, definition: GlobalDefinition): TypeDefinition {
  const visited = new Set<GlobalDefinition>();
  for (let next: GlobalDefinition | null = definition; next !== null; next = headOf(resolver, next)) {
    if (visited.has(next)) break;
    visited.add(next);
    const type = ownType(resolver, next.element);
    if (type !== null) return type;
  }
  return anyType;
}

function headOf(resolver: Resolver, definition: GlobalDefinition): GlobalDefinition | null {
  const { element } = definition;
  const qname = element.value('substitutionGroup');
  if (qname === undefined) return null;
  return resolver.find('element', element, qname, element.placeOf('substitutionGroup'));
}

/** src-element.2: a reference has no properties but its occurrence range. */
function checkRepresentation(resolver: Resolver, element: SchemaElement): void {
  const ref = element.attribute('ref');
  if ((ref === undefined) === (element.attribute('name') === undefined)) {
    resolver.report('src-element.2.1', ref?.name ?? element.place, ['element']);
  }
  if (ref === undefined) return;
  for (const local of ['nillable', 'default', 'fixed', 'form', 'block', 'type']) {
    const attribute = element.attribute(local);
    if (attribute !== undefined) resolver.report('src-element.2.2', attribute.name, [local]);
  }
  for (const child of element.definitions) resolver.report('src-element.2.2', child.place, [child.local]);
}
