/** `xs:notation` (XSD 1.0 Structures 3.12), and types of notations. */
import { isSimpleType, type Notation, type TypeDefinition } from '../components';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { displayName } from '../simpleTypes';
import { annotationOf, sourceOf, type Resolver } from './resolver';

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
 * Enumeration facet value required for NOTATION (Datatypes 3.2.19): what has a type of notations says which ones.
 * @param element whose attribute `type` says that a declaration has the type
 */
export function checkNotationType(resolver: Resolver, type: TypeDefinition, element: SchemaElement): void {
  if (!isSimpleType(type) || type.primitive !== 'NOTATION' || type.facets.enumeration !== null) return;
  resolver.report('enumeration-required-notation.use', element.placeOf('type'), [displayName(type)]);
}
