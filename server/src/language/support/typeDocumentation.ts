/** Documentation of a schema that is not written at a declaration itself: at its type, a base type, a group. */
import {
  isSimpleType,
  type Annotation,
  type AttributeUse,
  type ElementDeclaration,
  type Particle,
  type Schema,
  type TypeDefinition,
} from '../../xsd';
import { stands } from './cardinality';

/** Documentation and the component that has it. */
export interface Note {
  readonly kind: 'type' | 'head' | 'group';
  /** Of the component; `''` for an anonymous one. */
  readonly name: string;
  readonly text: string;
}

/** The text of an annotation, paragraphs of it separated by empty lines; `''` for none. */
export function annotationText(annotation: Annotation | null | undefined): string {
  const parts = annotation?.documentation.map((part) => part.text.trim()) ?? [];
  return parts.filter((text) => text !== '').join('\n\n');
}

/** The text of the first annotation that has one. */
export function firstText(annotations: readonly (Annotation | null | undefined)[]): string {
  for (const annotation of annotations) {
    const text = annotationText(annotation);
    if (text !== '') return text;
  }
  return '';
}

/** The documentation of a type, else that of the nearest base type that has one; `null` for none. */
export function typeNote(type: TypeDefinition, schema: Schema): Note | null {
  for (const at of ancestry(type)) {
    const annotation = isSimpleType(at) ? schema.typeAnnotations.get(at) : at.annotation;
    const text = annotationText(annotation);
    if (text !== '') return { kind: 'type', name: at.name ?? '', text };
  }
  return null;
}

/** A type and its base types, nearest first; of a type with simple content, the type of the text follows it. */
function* ancestry(type: TypeDefinition): Generator<TypeDefinition, void> {
  const seen = new Set<TypeDefinition>();
  for (let at: TypeDefinition | null = type; at !== null && !seen.has(at); at = at.base) {
    seen.add(at);
    yield at;
    if (!isSimpleType(at) && at.contentKind === 'simple' && at.simpleType !== null) yield at.simpleType;
  }
}

/** The documentation of the head of the substitution group that an element is in; `null` for none. */
export function headNote({ substitutionGroup }: ElementDeclaration): Note | null {
  const seen = new Set<ElementDeclaration>();
  for (let head = substitutionGroup; head !== null && !seen.has(head); head = head.substitutionGroup) {
    seen.add(head);
    const text = annotationText(head.annotation);
    if (text !== '') return { kind: 'head', name: head.name, text };
  }
  return null;
}

/** The documentation of the innermost documented group that has an element in a type; `null` for none. */
export function groupNote(type: TypeDefinition, wanted: ElementDeclaration, schema: Schema): Note | null {
  if (isSimpleType(type) || type.particle === null) return null;
  const groups = groupsTo(type.particle, wanted) ?? [];
  for (const group of groups.reverse()) {
    const definition = [...schema.groups.values()].find(({ modelGroup }) => modelGroup === group);
    const text = firstText([definition?.annotation, group.annotation]);
    if (text !== '') return { kind: 'group', name: definition?.name ?? '', text };
  }
  return null;
}

/** The model groups that lead to an element, outermost first; `null` where the particle does not have it. */
function groupsTo(
  { term }: Particle,
  wanted: ElementDeclaration,
): Extract<Particle['term'], { kind: 'modelGroup' }>[] | null {
  if (stands(term, wanted)) return [];
  if (term.kind !== 'modelGroup') return null;
  for (const particle of term.particles) {
    const inner = groupsTo(particle, wanted);
    if (inner !== null) return [term, ...inner];
  }
  return null;
}

/** The documentation of the smallest documented attribute group that has an attribute; `null` for none. */
export function attributeGroupNote(use: AttributeUse, schema: Schema): Note | null {
  const groups = [...schema.attributeGroups.values()]
    .filter((group) => group.attributeUses.includes(use) && annotationText(group.annotation) !== '')
    .sort((a, b) => a.attributeUses.length - b.attributeUses.length);
  const [group] = groups;
  return group === undefined ? null : { kind: 'group', name: group.name, text: annotationText(group.annotation) };
}
