/** Resolves the definitions of all documents into one schema. */
import type { GlobalComponent, Schema } from '../components';
import type { Collection } from '../read/collect';
import { keyOf, type GlobalDefinition, type GlobalKind } from '../read/globals';
import type { ReportSchemaProblem } from '../report';
import { attributeGroup } from './attributeGroups';
import { completionOrder } from './completionOrder';
import { attributeDeclaration } from './attributes';
import { complexType } from './complexTypes';
import { globalElement } from './elements';
import { modelGroupDefinition } from './modelGroups';
import { Resolver } from './resolver';
import { simpleType, notation } from './simpleTypes';
import { substitutionGroupsOf } from './substitution';
import { typeOf } from './types';

/**
 * Creates all components, then checks them.
 * @param isTrusted the documents are valid: nothing is checked
 */
export function buildSchema(
  { documents, globals }: Collection,
  report: ReportSchemaProblem,
  isTrusted: boolean,
): Schema {
  const resolver = new Resolver(globals, report, { simpleType, complexType });
  const make = <T extends GlobalComponent>(
    kind: GlobalKind,
    build: (resolver: Resolver, definition: GlobalDefinition) => T,
  ): Map<string, T> =>
    new Map([...globals.all(kind)].map((definition) => [keyOf(definition), build(resolver, definition)]));

  const typesInOrder = completionOrder(globals, 'type');
  // A simple type is complete when it is created.
  for (const definition of typesInOrder) if (definition.element.local === 'simpleType') typeOf(resolver, definition);
  const components = {
    types: make('type', typeOf),
    elements: make('element', globalElement),
    attributes: make('attribute', attributeDeclaration),
    groups: make('group', modelGroupDefinition),
    attributeGroups: make('attributeGroup', attributeGroup),
    notations: make('notation', notation),
  };
  for (const definition of completionOrder(globals, 'attributeGroup'))
    resolver.fill(attributeGroup(resolver, definition));
  for (const definition of completionOrder(globals, 'group')) resolver.fill(modelGroupDefinition(resolver, definition));
  for (const definition of typesInOrder) resolver.fill(typeOf(resolver, definition));
  resolver.fillAll();
  Object.assign(resolver, substitutionGroupsOf(components.elements.values(), resolver));
  if (!isTrusted) resolver.runChecks();

  return {
    ...components,
    identityConstraints: resolver.identityConstraints,
    substitutables: resolver.substitutables,
    typeAnnotations: resolver.typeAnnotations,
    targetNamespace: documents[0]?.targetNamespace ?? '',
    namespaces: new Set(documents.map((document) => document.targetNamespace)),
  };
}
