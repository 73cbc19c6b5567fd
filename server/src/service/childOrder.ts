import type { ChildOrder } from '../vpc/exchange/write';
import type { ElementDeclaration, Particle, Schema } from '../xsd';

/**
 * The order in which a schema lets the children of an element stand, for those who write documents.
 * An element is known by its local name; where the schema declares several of that name, the one nearest to a global
 * declaration counts.
 */
export function childOrder(schema: Schema): ChildOrder {
  const children = new Map<string, readonly string[]>();
  const queue = [...schema.elements.values()];
  const seen = new Set(queue);
  for (let next = 0; next < queue.length; next++) {
    const { name, type } = queue[next]!;
    const particle = type.kind === 'complexType' ? type.particle : null;
    const declarations = particle === null ? [] : elementsIn(particle);
    if (!children.has(name)) children.set(name, [...new Set(declarations.map((child) => child.name))]);
    for (const declaration of declarations) {
      if (!seen.has(declaration)) queue.push(declaration);
      seen.add(declaration);
    }
  }
  return (element) => children.get(element) ?? [];
}

function elementsIn({ term }: Particle): ElementDeclaration[] {
  switch (term.kind) {
    case 'element':
      return [term];
    case 'modelGroup':
      return term.particles.flatMap(elementsIn);
    case 'wildcard':
      return [];
  }
}
