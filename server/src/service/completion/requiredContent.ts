/** What must stand in the content of a type: the children without which it is incomplete. */
import { standIn, typesFor, type ElementDeclaration, type Particle, type Schema, type TypeDefinition } from '../../xsd';

/** More copies of one required element than anyone wants to see at once. */
const MOST_COPIES = 20;

/** A child that must be there; `null` stands for one that a wildcard asks for and only the user knows. */
export type RequiredChild = ElementDeclaration | null;

/**
 * The children without which a type's content is incomplete, as often as they are needed. Of a choice, those of the first
 * branch that can be completed at all; of an abstract element, the first that may stand for it.
 */
export function requiredChildren(type: TypeDefinition, schema: Schema): RequiredChild[] {
  if (type.kind !== 'complexType' || type.particle === null) return [];
  return requiredIn(type.particle, schema);
}

function requiredIn({ term, minOccurs }: Particle, schema: Schema): RequiredChild[] {
  if (minOccurs === 0) return [];
  const once = requiredOnce(term, schema);
  return Array.from({ length: Math.min(minOccurs, MOST_COPIES) }, () => once).flat();
}

function requiredOnce(term: Particle['term'], schema: Schema): RequiredChild[] {
  if (term.kind === 'element') return [standIn(term, schema)];
  if (term.kind === 'wildcard') return [null];
  if (term.compositor !== 'choice') return term.particles.flatMap((particle) => requiredIn(particle, schema));
  const branches = term.particles.filter(({ maxOccurs }) => maxOccurs > 0);
  const required = branches.map((particle) => requiredIn(particle, schema));
  const least = required.find((branch) => branch.length === 0);
  if (least !== undefined) return least;
  const index = branches.findIndex((particle) => isFinite(particle, schema, new Set()));
  return required[Math.max(index, 0)] ?? [];
}

const finite = new WeakMap<Schema, Set<TypeDefinition>>();

/**
 * Whether the content that a particle asks for ends: an element that must hold another of its kind never does.
 * @param open the types that the question has come through
 */
function isFinite({ term, minOccurs }: Particle, schema: Schema, open: ReadonlySet<TypeDefinition>): boolean {
  if (minOccurs === 0 || term.kind === 'wildcard') return true;
  if (term.kind === 'element') return isFiniteElement(standIn(term, schema), schema, open);
  const { compositor, particles } = term;
  return compositor === 'choice'
    ? particles.some((particle) => isFinite(particle, schema, open))
    : particles.every((particle) => isFinite(particle, schema, open));
}

function isFiniteElement(declaration: ElementDeclaration, schema: Schema, open: ReadonlySet<TypeDefinition>): boolean {
  const type = typesFor(declaration, schema)[0] ?? declaration.type;
  if (type.kind !== 'complexType' || type.particle === null) return true;
  const known = finite.get(schema) ?? new Set<TypeDefinition>();
  finite.set(schema, known);
  if (known.has(type)) return true;
  if (open.has(type) || !isFinite(type.particle, schema, new Set([...open, type]))) return false;
  known.add(type);
  return true;
}
