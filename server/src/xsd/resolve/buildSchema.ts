/** Resolves the definitions of all documents into one schema. */
import type { GlobalComponent, Notation, Schema } from '../components';
import type { Collection } from '../read/collect';
import { keyOf, type GlobalDefinition, type GlobalKind } from '../read/globals';
import type { ReportSchemaProblem } from '../report';
import { attributeGroup } from './attributeGroups';
import { attributeDeclaration } from './attributes';
import { complexType } from './complexTypes';
import { globalElement } from './elements';
import { modelGroupDefinition } from './modelGroups';
import { annotationOf, Resolver, sourceOf } from './resolver';
import { simpleType } from './simpleTypes';
import { substitutablesOf } from './substitution';
import { typeOf } from './types';

/** Makes all components, then checks them. */
export function buildSchema({ documents, globals }: Collection, report: ReportSchemaProblem): Schema {
  const resolver = new Resolver(globals, report, { simpleType, complexType });
  const make = <T extends GlobalComponent>(
    kind: GlobalKind,
    build: (resolver: Resolver, definition: GlobalDefinition) => T,
  ): Map<string, T> =>
    new Map([...globals.all(kind)].map((definition) => [keyOf(definition), build(resolver, definition)]));

  const components = {
    types: make('type', typeOf),
    elements: make('element', globalElement),
    attributes: make('attribute', attributeDeclaration),
    groups: make('group', modelGroupDefinition),
    attributeGroups: make('attributeGroup', attributeGroup),
    notations: make('notation', notation),
  };
  resolver.fillAll();
  resolver.substitutables = substitutablesOf(components.elements.values());
  resolver.runChecks();

  return {
    ...components,
    identityConstraints: resolver.identityConstraints,
    substitutables: resolver.substitutables,
    typeAnnotations: resolver.typeAnnotations,
    targetNamespace: documents[0]?.targetNamespace ?? '',
    namespaces: new Set(documents.map((document) => document.targetNamespace)),
  };
}

/** `xs:notation` (XSD 1.0 Structures 3.12). */
function notation(resolver: Resolver, definition: GlobalDefinition): Notation {
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
