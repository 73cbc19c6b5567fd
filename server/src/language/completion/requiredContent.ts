/** The required children of a content model. */
import {
  substituteFor,
  candidateTypes,
  type ElementDeclaration,
  type Particle,
  type Schema,
  type TypeDefinition,
} from '../../xsd';

/** A required element is inserted at most this often, for content models with a large `minOccurs`. */
const MAX_COPIES = 20;

/** A required child; `null` for one that matches a wildcard, which the user has to choose. */
export type RequiredChild = ElementDeclaration | null;

/**
 * The required children of a type in order, repeated by `minOccurs`. For a choice, those of a branch without required
 * children, otherwise of the first branch with finite content; for an abstract element, the first substitute.
 */
export function requiredChildren(type: TypeDefinition, schema: Schema): RequiredChild[] {
  if (type.kind !== 'complexType' || type.particle === null) return [];
  return requiredIn(type.particle, schema);
}

function requiredIn({ term, minOccurs }: Particle, schema: Schema): RequiredChild[] {
  if (minOccurs === 0) return [];
  const once = requiredOnce(term, schema);
  return Array.from({ length: Math.min(minOccurs, MAX_COPIES) }, () => once).flat();
}

function requiredOnce(term: Particle['term'], schema: Schema): RequiredChild[] {
  if (term.kind === 'element') return [substituteFor(term, schema)];
  if (term.kind === 'wildcard') return [null];
  if (term.compositor !== 'choice') return term.particles.flatMap((particle) => requiredIn(particle, schema));
  const branches = term.particles.filter(({ maxOccurs }) => maxOccurs > 0);
  const required = branches.map((particle) => requiredIn(particle, schema));
  if (required.some((branch) => branch.length === 0)) return [];
  const index = branches.findIndex((particle) => isFinite(particle, schema, new Set()));
  return required[Math.max(index, 0)] ?? [];
}

const finiteTypes = new WeakMap<Schema, Set<TypeDefinition>>();

/**
 * Whether the required content of a particle is finite: it is not if an element requires an element of its own type.
 * @param open the types on the path to the particle
 */
function isFinite({ term, minOccurs }: Particle, schema: Schema, open: ReadonlySet<TypeDefinition>): boolean {
  if (minOccurs === 0 || term.kind === 'wildcard') return true;
  if (term.kind === 'element') return isFiniteElement(substituteFor(term, schema), schema, open);
  const { compositor, particles } = term;
  return compositor === 'choice'
    ? particles.some((particle) => isFinite(particle, schema, open))
    : particles.every((particle) => isFinite(particle, schema, open));
}

function isFiniteElement(declaration: ElementDeclaration, schema: Schema, open: ReadonlySet<TypeDefinition>): boolean {
  const type = candidateTypes(declaration, schema)[0] ?? declaration.type;
  if (type.kind !== 'complexType' || type.particle === null) return true;
  const known = finiteTypes.get(schema) ?? new Set<TypeDefinition>();
  finiteTypes.set(schema, known);
  if (known.has(type)) return true;
  if (open.has(type) || !isFinite(type.particle, schema, new Set([...open, type]))) return false;
  known.add(type);
  return true;
}
