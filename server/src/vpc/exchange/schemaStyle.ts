/** How a file is written so that it fits a schema, where a vocabulary has no tables or a user brings a schema of their own. */
import type { ComplexType, ElementDeclaration, Particle, Schema, TypeDefinition } from '../../xsd/components';
import type { Vocabulary } from '../vocabulary';
import { vocabularyStyle, type FileStyle } from './write';

/**
 * The order and the namespace that a schema asks for. Elements that it does not declare keep the vocabulary's order.
 * @param schema as it is, not as applied to a document
 */
export function schemaStyle(schema: Schema, vocabulary: Vocabulary): FileStyle {
  const root = [...schema.elements.values()].find(({ name }) => name === vocabulary.rootName);
  const fallback = vocabularyStyle(vocabulary);
  if (root === undefined) return fallback;
  const names = new Map<string, readonly string[]>();
  collect(root, schema, names);
  return { order: (element) => names.get(element) ?? fallback.order(element), namespace: root.namespace };
}

/** Notes the children of an element, and theirs. An element that stands in several places is taken as it is in the first. */
function collect(element: ElementDeclaration, schema: Schema, names: Map<string, readonly string[]>): void {
  if (names.has(element.name) || !isComplex(element.type) || element.type.particle === null) return;
  const children = [...elementsIn(element.type.particle, schema)];
  names.set(element.name, [...new Set(children.map(({ name }) => name))]);
  for (const child of children) collect(child, schema, names);
}

/** The elements of a content model in the order in which they are declared, with those that may stand for them. */
function* elementsIn({ term }: Particle, schema: Schema): Generator<ElementDeclaration> {
  if (term.kind === 'element') yield* schema.substitutables.get(term) ?? [term];
  else if (term.kind === 'modelGroup') for (const particle of term.particles) yield* elementsIn(particle, schema);
}

function isComplex(type: TypeDefinition): type is ComplexType {
  return type.kind === 'complexType';
}
