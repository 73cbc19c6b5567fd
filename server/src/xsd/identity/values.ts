/** What the identity constraints around a place say about a value there, for completion. */
import { isSimpleType, type ElementDeclaration, type IdentityConstraint, type Schema } from '../components';
import { valueKey } from '../simpleTypes';
import { Run } from '../validate/run';
import { validatorOf } from '../validate/validate';
import type { Entities } from '../../xml/entities';
import { ancestors, type Placed } from '../../xml/locate';
import { Scope, type ExpandedName } from '../../xml/namespaces';
import { children, isElement, type ElementNode } from '../../xml/nodes';
import { forEachEntry, KEY_SEPARATOR } from './entries';
import { fieldNodes } from './fields';
import { Matcher, type MatchState } from './matcher';
import { TypedChildren, typedRoot, type TypedElement } from './typedElements';
import { parseExpression, passes } from './xpath';

/** What identity constraints say about the text of an element or the value of an attribute. */
export interface IdentityValues {
  /** Whether a constraint has the value as a field. */
  readonly isField: boolean;
  /** The values that keyrefs allow, as the keys have them; `null` where no keyref restricts the value. */
  readonly references: readonly string[] | null;
  /** Whether another element has the value already, and a unique or key allows it once. */
  readonly isTaken: (value: string) => boolean;
}

const NO_FIELD: IdentityValues = { isField: false, references: null, isTaken: () => false };

/** A value as the field of a constraint. */
interface FieldPlace {
  readonly constraint: IdentityConstraint;
  /** The element that declares the constraint. */
  readonly scopeElement: Typed;
  readonly target: Typed;
  /** Index of the field. */
  readonly field: number;
}

/** An element of the path to the value; `element` is `null` for one that is not written yet. */
type Typed = Omit<TypedElement, 'node'> & { readonly element: Placed<ElementNode> | null };

/**
 * What identity constraints say about a value of an element (Structures 3.11.4).
 * @param attribute `null`: the text of the element
 */
export function identityValuesAt(
  element: Placed<ElementNode>,
  attribute: ExpandedName | null,
  schema: Schema,
  entities: Entities,
): IdentityValues {
  return new ValueFinder(schema, entities).find(element, null, attribute);
}

/** The same for an element that is yet to be written in `parent`. */
export function identityValuesIn(
  parent: Placed<ElementNode>,
  declaration: ElementDeclaration,
  attribute: ExpandedName | null,
  schema: Schema,
  entities: Entities,
): IdentityValues {
  return new ValueFinder(schema, entities).find(parent, declaration, attribute);
}

class ValueFinder {
  readonly #run: Run;

  constructor(
    private readonly schema: Schema,
    entities: Entities,
  ) {
    this.#run = new Run(validatorOf(schema).compiled, entities);
  }

  /** @param unwritten declaration of the child of `element` that has the value; `null`: it is a value of `element` */
  find(
    element: Placed<ElementNode>,
    unwritten: ElementDeclaration | null,
    attribute: ExpandedName | null,
  ): IdentityValues {
    if (this.schema.identityConstraints.size === 0) return NO_FIELD;
    const path = this.#pathTo(element, unwritten);
    const places = path === null ? [] : fieldPlaces(path, attribute);
    if (places.length === 0) return NO_FIELD;
    const last = path!.at(-1)!;
    const type = attribute === null ? simpleTypeOf(last.type) : attributeType(last.type, attribute);
    const context = this.#run.values(last.scope);
    const keyOf = (value: string): string | null => type && valueKey(type, value, context);
    const taken = new Set(places.flatMap((place) => this.#taken(place)));
    const isTaken = (value: string): boolean => {
      const key = taken.size === 0 ? null : keyOf(value);
      return key !== null && taken.has(key);
    };
    const allowed = places.flatMap((place) => (place.constraint.kind === 'keyref' ? [this.#references(place)] : []));
    return { isField: true, references: allowed.length === 0 ? null : common(allowed), isTaken };
  }

  #pathTo(element: Placed<ElementNode>, unwritten: ElementDeclaration | null): Typed[] | null {
    const run = this.#run;
    const elements = [element, ...ancestors(element)].reverse();
    const path: Typed[] = [];
    let at: TypedElement | null = null;
    for (const placed of elements) {
      at =
        at === null
          ? typedRoot(run, placed.node, Scope.ROOT.enter(placed.node, run.entities))
          : this.#child(at, placed.node);
      if (at === null) return null;
      path.push({ ...at, element: placed });
    }
    if (unwritten !== null) {
      const name = run.compiled.names.intern(unwritten.namespace, unwritten.name);
      const { scope, isOfUnknownType } = at!;
      path.push({ name, declaration: unwritten, type: unwritten.type, scope, isOfUnknownType, element: null });
    }
    return path;
  }

  #child(parent: TypedElement, node: ElementNode): TypedElement | null {
    const typed = new TypedChildren(this.#run, parent);
    // What comes before decides on the declaration only where the order of the content does.
    if (typed.state !== null) {
      for (const sibling of children(parent.node.content)) {
        if (sibling === node) break;
        if (isElement(sibling)) typed.next(sibling);
      }
    }
    return typed.next(node);
  }

  /** The keys that the other targets of a unique or key have at the field, where their other fields are equal. */
  #taken(place: FieldPlace): string[] {
    const { constraint, scopeElement, target, field } = place;
    if (constraint.kind === 'keyref' || scopeElement.element === null) return [];
    const others = this.#otherKeys(place);
    if (others === null) return [];
    const scopeOffset = scopeElement.element.offset;
    const keys: string[] = [];
    const entries = this.#tablesOf(constraint).entriesOf(this.#run, withNode(scopeElement, scopeElement.element));
    forEachEntry(entries, scopeOffset, ({ key, nameRange }, offset) => {
      const isOwn = target.element !== null && offset + nameRange.start === nameStart(target.element);
      const parts = key === null || isOwn ? null : key.split(KEY_SEPARATOR);
      if (parts !== null && hasEqual(parts, others, field)) keys.push(parts[field]!);
    });
    return keys;
  }

  /** The values of the key of a keyref, where the other fields are equal. */
  #references(place: FieldPlace): string[] {
    const { constraint, scopeElement, field } = place;
    const others = this.#otherKeys(place);
    if (constraint.refer === null || scopeElement.element === null || others === null) return [];
    const table = this.#tablesOf(constraint.refer).tableOf(this.#run, withNode(scopeElement, scopeElement.element));
    const count = constraint.fields.length;
    return [...(table ?? [])].flatMap(([key, text]) => {
      const texts = count === 1 ? [text] : text.split(', ');
      return texts.length === count && hasEqual(key.split(KEY_SEPARATOR), others, field) ? [texts[field]!] : [];
    });
  }

  /** The keys of the other fields of a target, with `null` at the field itself; `null`: one of them has no value. */
  #otherKeys({ constraint, target, field }: FieldPlace): (string | null)[] | null {
    if (constraint.fields.length === 1) return [null];
    const { element } = target;
    if (element === null) return null;
    const keys = constraint.fields.map((expression, index) =>
      index === field
        ? null
        : fieldNodes(this.#run, withNode(target, element), matcherOf(expression, 'field').start)[0]?.key,
    );
    return keys.some((key, index) => index !== field && key == null) ? null : keys.map((key) => key ?? null);
  }

  #tablesOf(constraint: IdentityConstraint) {
    return validatorOf(this.schema).identity.tablesOf(this.#run, constraint);
  }
}

/** The constraints that have the value at the end of a path as a field. */
function fieldPlaces(path: readonly Typed[], attribute: ExpandedName | null): FieldPlace[] {
  const places: FieldPlace[] = [];
  path.forEach((scopeElement, index) => {
    for (const constraint of scopeElement.declaration?.identityConstraints ?? []) {
      const inner = path.slice(index);
      let state: MatchState = matcherOf(constraint.selector, 'selector').start;
      inner.forEach((target, depth) => {
        if (depth > 0) state = state.step(target.name);
        if (!state.selects) return;
        constraint.fields.forEach((expression, field) => {
          let at: MatchState = matcherOf(expression, 'field').start;
          for (const { name } of inner.slice(depth + 1)) at = at.step(name);
          const isField =
            attribute === null
              ? at.selects
              : at.attributes.some((test) => passes(test, attribute.namespace, attribute.local));
          if (isField) places.push({ constraint, scopeElement, target, field });
        });
      });
    }
  });
  return places;
}

const matchers = new WeakMap<IdentityConstraint['selector'], Matcher>();

function matcherOf(expression: IdentityConstraint['selector'], kind: 'selector' | 'field'): Matcher {
  let matcher = matchers.get(expression);
  if (matcher === undefined) {
    matcher = new Matcher(parseExpression(expression.xpath, kind, expression.scope).paths);
    matchers.set(expression, matcher);
  }
  return matcher;
}

function simpleTypeOf(type: TypedElement['type']) {
  return isSimpleType(type) ? type : type.simpleType;
}

function attributeType(type: TypedElement['type'], { namespace, local }: ExpandedName) {
  if (isSimpleType(type)) return null;
  const use = type.attributeUses.find(
    ({ declaration }) => declaration.name === local && declaration.namespace === namespace,
  );
  return use?.declaration.type ?? null;
}

function withNode({ element: _, ...typed }: Typed, { node }: Placed<ElementNode>): TypedElement {
  return { node, ...typed };
}

function nameStart({ offset }: Placed<ElementNode>): number {
  return offset + '<'.length;
}

function hasEqual(parts: readonly string[], others: readonly (string | null)[], field: number): boolean {
  return parts.every((part, index) => index === field || part === others[index]);
}

/** The values that are in all lists, in the order of the first. */
function common([first = [], ...others]: readonly (readonly string[])[]): string[] {
  return [...new Set(first)].filter((value) => others.every((list) => list.includes(value)));
}
