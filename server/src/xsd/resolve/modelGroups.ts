/** `xs:sequence`, `xs:choice`, `xs:all`, `xs:group` and the particles in them (XSD 1.0 Structures 3.7 to 3.9). */
import type { ModelGroup, ModelGroupDefinition, Particle } from '../components';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { elementParticle } from './elements';
import { checkGroupRedefinition } from './redefinitions';
import { annotationOf, sourceOf, type Mutable, type Resolver } from './resolver';
import { wildcard } from './wildcards';

const COMPOSITORS: ReadonlySet<string> = new Set<ModelGroup['compositor']>(['sequence', 'choice', 'all']);

/** Where a particle stands: an `all` group may stand only as the whole content of a type. */
export type ParticlePlace = 'content' | 'nested';

/** The group that a `xs:group` with a name defines. */
export function modelGroupDefinition(resolver: Resolver, definition: GlobalDefinition): ModelGroupDefinition {
  return resolver.once(definition, () => {
    const { element, name, namespace } = definition;
    const group: Mutable<ModelGroupDefinition> = {
      kind: 'group',
      name,
      namespace,
      modelGroup: EMPTY_GROUP,
      annotation: annotationOf(element),
      source: sourceOf(element),
    };
    resolver.fillLater(group, () => {
      const compositor = element.child(...COMPOSITORS);
      if (compositor !== undefined) group.modelGroup = modelGroup(resolver, compositor, definition);
      const { redefines } = definition;
      if (redefines) checkGroupRedefinition(resolver, definition, group, modelGroupDefinition(resolver, redefines));
    });
    return group;
  });
}

/**
 * The particle that a child of a type or group makes.
 * @returns `null` where it refers to nothing, or to what is just being made
 */
export function particle(
  resolver: Resolver,
  element: SchemaElement,
  place: ParticlePlace,
  within: GlobalDefinition | null,
): Particle | null {
  const range = occurrence(resolver, element);
  if (range === null) return null;
  switch (element.local) {
    case 'element':
      return elementParticle(resolver, element, range);
    case 'any':
      return { term: wildcard(element), ...range, source: element.place };
    case 'group':
      return groupReference(resolver, element, range, place, within);
    default:
      if (!COMPOSITORS.has(element.local)) return null;
      return { term: modelGroup(resolver, element, within), ...range, source: element.place };
  }
}

function modelGroup(resolver: Resolver, element: SchemaElement, within: GlobalDefinition | null): ModelGroup {
  const particles: Particle[] = [];
  for (const child of element.definitions) {
    const member = particle(resolver, child, 'nested', within);
    if (member !== null) particles.push(member);
  }
  return {
    kind: 'modelGroup',
    compositor: element.local as ModelGroup['compositor'],
    particles,
    annotation: annotationOf(element),
    source: element.place,
  };
}

function groupReference(
  resolver: Resolver,
  element: SchemaElement,
  range: Occurrence,
  place: ParticlePlace,
  within: GlobalDefinition | null,
): Particle | null {
  const ref = element.value('ref');
  const definition = ref === undefined ? null : resolver.find('group', element, ref, element.placeOf('ref'), within);
  if (definition === null) return null;
  const source = element.placeOf('ref');
  const group = modelGroupDefinition(resolver, definition);
  if (!resolver.fill(group)) {
    resolver.report('mg-props-correct.2', source, [definition.name]);
    return null;
  }
  if (group.modelGroup.compositor === 'all') {
    if (place === 'nested') {
      resolver.report('cos-all-limited.1.2', source, [definition.name]);
      return null;
    }
    if (range.maxOccurs > 1)
      resolver.report('cos-all-limited.1.2.max', element.placeOf('maxOccurs'), [definition.name]);
  }
  return { term: group.modelGroup, ...range, source };
}

/** How often a particle may occur. */
export type Occurrence = Pick<Particle, 'minOccurs' | 'maxOccurs'>;

/** `minOccurs` and `maxOccurs`; `null` for 0 and 0, which means no particle at all. */
function occurrence(resolver: Resolver, element: SchemaElement): Occurrence | null {
  const minOccurs = count(element.value('minOccurs'));
  const maxOccurs = count(element.value('maxOccurs'));
  if (minOccurs > maxOccurs) {
    resolver.report('p-props-correct.2.1', element.attribute('minOccurs')?.place ?? element.placeOf('maxOccurs'), [
      element.value('minOccurs') ?? '1',
      element.value('maxOccurs') ?? '1',
    ]);
    return { minOccurs: maxOccurs, maxOccurs };
  }
  return maxOccurs === 0 ? null : { minOccurs, maxOccurs };
}

/** A value that the schema for schemas rejects counts as not written. */
function count(value: string | undefined): number {
  if (value === 'unbounded') return Infinity;
  return value !== undefined && /^(?:\+?\d+|-0+)$/.test(value) ? Math.abs(Number(value)) : 1;
}

const EMPTY_GROUP: ModelGroup = {
  kind: 'modelGroup',
  compositor: 'sequence',
  particles: [],
  annotation: null,
  source: null,
};
