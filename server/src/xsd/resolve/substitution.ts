/** Substitution groups (XSD 1.0 Structures 3.3.6). */
import { checkpoint } from '../../xml/budget';
import type { DerivationMethod, ElementDeclaration, Schema } from '../components';
import { isSimpleType } from '../components';
import { MAX_SUBSTITUTIONS } from '../limits';
import type { SchemaElement } from '../read/schemaDocument';
import { chain, derives } from './derivation';
import type { Resolver } from './resolver';

/** Element Declaration Properties Correct: the type derives from that of the head (.4), and groups are not circular (.6). */
export function checkSubstitution(resolver: Resolver, declaration: ElementDeclaration, element: SchemaElement): void {
  const head = declaration.substitutionGroup;
  if (head === null) return;
  const place = element.placeOf('substitutionGroup');
  if (heads(declaration).has(declaration)) {
    resolver.report('e-props-correct.6', place, [declaration.name]);
  } else if (!derives(declaration.type, head.type, head.final)) {
    resolver.report('e-props-correct.4', place, [declaration.name, head.name], head.source);
  }
}

/** The members of the substitution groups of a schema, by head. */
interface SubstitutionGroups {
  /** See `Schema.substitutables`. */
  readonly substitutables: Schema['substitutables'];
  /** The abstract members, without the head itself: no document can have them, but a content model can refer to them. */
  readonly abstractMembers: Schema['substitutables'];
}

/** Lists the members of all substitution groups. */
export function substitutionGroupsOf(elements: Iterable<ElementDeclaration>, resolver: Resolver): SubstitutionGroups {
  const substitutables = new Map<ElementDeclaration, ElementDeclaration[]>();
  const abstractMembers = new Map<ElementDeclaration, ElementDeclaration[]>();
  let count = 0;
  for (const element of elements) {
    if (!element.abstract) members(substitutables, element).unshift(element);
    const all = heads(element);
    count += all.size;
    if (count > MAX_SUBSTITUTIONS) {
      resolver.reportLimit('limit.substitutions', MAX_SUBSTITUTIONS, element.source!);
      break;
    }
    for (const head of all) {
      checkpoint();
      if (head !== element && canSubstitute(element, head)) {
        members(element.abstract ? abstractMembers : substitutables, head).push(element);
      }
    }
  }
  return { substitutables, abstractMembers };
}

/** The direct and indirect heads of an element, nearest first; in a cycle, each once. */
function heads(element: ElementDeclaration): ReadonlySet<ElementDeclaration> {
  const found = new Set<ElementDeclaration>();
  for (let head = element.substitutionGroup; head !== null && !found.has(head); head = head.substitutionGroup) {
    found.add(head);
  }
  return found;
}

/** Substitution Group OK (Transitive) (cos-equiv-derived-ok-rec). */
function canSubstitute(element: ElementDeclaration, head: ElementDeclaration): boolean {
  if (head.block.has('substitution')) return false;
  const between = chain(element.type, head.type);
  if (between === null) return false;
  const blocked = new Set<DerivationMethod>(head.block);
  for (const type of [...between.slice(1), head.type]) {
    if (!isSimpleType(type)) for (const method of type.block) blocked.add(method);
  }
  return !between.some((type) => blocked.has(isSimpleType(type) ? 'restriction' : type.derivation));
}

function members(
  substitutables: Map<ElementDeclaration, ElementDeclaration[]>,
  head: ElementDeclaration,
): ElementDeclaration[] {
  let found = substitutables.get(head);
  if (found === undefined) substitutables.set(head, (found = []));
  return found;
}
