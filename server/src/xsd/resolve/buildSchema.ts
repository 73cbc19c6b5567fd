/** Resolves the definitions of all documents into one schema. */
import type { GlobalComponent, Schema } from '../components';
import type { Collection } from '../read/collect';
import { keyOf, type GlobalDefinition, type GlobalKind } from '../read/globals';
import type { ReportSchemaProblem } from '../report';
import { attributeGroup } from './attributeGroups';
import { attributeDeclaration } from './attributes';
import { complexType } from './complexTypes';
import { globalElement } from './elements';
import { modelGroupDefinition } from './modelGroups';
import { notation } from './notations';
import { Resolver } from './resolver';
import { simpleType } from './simpleTypes';
import { substitutablesOf } from './substitution';
import { typeOf } from './types';

/**
 * Makes all components, then checks them.
 * @param known they are known to be right
 */
export function buildSchema({ documents, globals }: Collection, report: ReportSchemaProblem, known: boolean): Schema {
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
  if (!known) resolver.runChecks();

  return {
    ...components,
    identityConstraints: resolver.identityConstraints,
    substitutables: resolver.substitutables,
    typeAnnotations: resolver.typeAnnotations,
    targetNamespace: documents[0]?.targetNamespace ?? '',
    namespaces: new Set(documents.map((document) => document.targetNamespace)),
  };
}
