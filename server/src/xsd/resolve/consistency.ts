/** Element Declarations Consistent (cos-element-consistent): one name, one type within a content model. */
import type { ComplexType, ElementDeclaration, Particle } from '../components';
import type { SchemaElement } from '../read/schemaDocument';
import type { Resolver } from './resolver';

/** Reports elements of one name and different types in a type's content. */
export function checkConsistency(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  const first = new Map<string, ElementDeclaration[]>();
  for (const { declaration, particle } of elementsIn(type.particle, resolver.substitutables)) {
    const namesakes = first.get(declaration.name);
    const known = namesakes?.find(({ namespace }) => namespace === declaration.namespace);
    if (known === undefined) {
      if (namesakes === undefined) first.set(declaration.name, [declaration]);
      else namesakes.push(declaration);
    } else if (known.type !== declaration.type) {
      const place = derivation.contains(particle.source) ? particle.source : derivation.place;
      resolver.report('cos-element-consistent', place, [declaration.name], known.source);
      return;
    }
  }
}

function* elementsIn(
  particle: Particle | null,
  substitutables: Resolver['substitutables'],
): Generator<{ declaration: ElementDeclaration; particle: Particle }> {
  if (particle === null) return;
  const { term } = particle;
  if (term.kind === 'modelGroup') {
    for (const member of term.particles) yield* elementsIn(member, substitutables);
  } else if (term.kind === 'element') {
    yield { declaration: term, particle };
    for (const declaration of (term.isGlobal && substitutables.get(term)) || []) yield { declaration, particle };
  }
}
