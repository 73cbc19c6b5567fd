/** Checks redefined groups (src-redefine.6 and .7): they extend the original by one reference to it, or restrict it. */
import type { AttributeGroup, ModelGroup, ModelGroupDefinition, Particle } from '../components';
import { keyOf, type GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { checkAttributes, checkWildcard } from './attributeRestriction';
import { restrictsParticle } from './particleRestriction';
import { sourceOf, type Resolver } from './resolver';

/** Checks a redefinition of a model group. */
export function checkGroupRedefinition(
  resolver: Resolver,
  definition: GlobalDefinition,
  group: ModelGroupDefinition,
  original: ModelGroupDefinition,
): void {
  const [first, second] = selfReferences(resolver, definition, definition.element);
  if (second !== undefined) {
    resolver.report('src-redefine.6.1.1', second.placeOf('ref'), [definition.name]);
  } else if (first !== undefined) {
    const occurrences = [first.value('minOccurs') ?? '1', first.value('maxOccurs') ?? '1'];
    if (occurrences.some((count) => count !== '1')) {
      resolver.report('src-redefine.6.1.2', first.placeOf('ref'), [definition.name]);
    }
  } else {
    resolver.checkLater(() => {
      if (restrictsParticle(resolver, once(group.modelGroup, definition), once(original.modelGroup, definition)))
        return;
      resolver.report('src-redefine.6.2.2', sourceOf(definition.element), [definition.name], original.source);
    });
  }
}

/** Checks a redefinition of an attribute group; attributes that it must not have are reported at their uses. */
export function checkAttributeGroupRedefinition(
  resolver: Resolver,
  definition: GlobalDefinition,
  group: AttributeGroup,
  original: AttributeGroup,
): void {
  const [first, second] = selfReferences(resolver, definition, definition.element);
  if (second !== undefined) {
    resolver.report('src-redefine.7.1', second.placeOf('ref'), [definition.name]);
  } else if (first === undefined) {
    resolver.checkLater(() => {
      checkAttributes(resolver, group, original, definition.element);
      checkWildcard(resolver, group, original, definition.element);
    });
  }
}

function once(term: ModelGroup, definition: GlobalDefinition): Particle {
  return { term, minOccurs: 1, maxOccurs: 1, source: sourceOf(definition.element) };
}

/** The references inside a redefinition to its own name, which resolve to the original. */
function selfReferences(resolver: Resolver, definition: GlobalDefinition, element: SchemaElement): SchemaElement[] {
  return element.definitions.flatMap((child) => {
    const ref = child.local === definition.element.local ? child.value('ref') : undefined;
    const name = ref === undefined ? null : resolver.resolveName(child, ref, child.placeOf('ref'));
    return name?.key === keyOf(definition) ? [child] : selfReferences(resolver, definition, child);
  });
}
