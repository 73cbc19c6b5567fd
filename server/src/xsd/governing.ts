/** What governs an element: the way from the root to it, once more, for those who ask about one place only. */
import type { Governing } from './api';
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition, type Wildcard } from './components';
import { takes, type ModelLeaf } from './contentModel/contentModel';
import type { ElementName } from './names';
import { anyType } from './resolve/builtins';
import { EMPTY_ENTITIES } from '../xml/entities';
import type { Placed } from '../xml/locate';
import { Scope } from '../xml/namespaces';
import { NodeKind, type ElementNode } from '../xml/nodes';
import { endTagOf } from '../xml/tags';
import { Run, xsiAttributes } from './validate/run';
import type { SchemaFacts } from './validate/schemaFacts';
import { validatorOf } from './validate/validate';
import { effectiveType } from './validate/xsiType';

/** An element with its namespaces and what governs it. */
export interface GovernedElement {
  readonly governing: Governing;
  readonly scope: Scope;
}

/**
 * What governs an element; `null` where nothing in the schema speaks of it. Works in broken documents: what stands where it
 * may not is governed by what its name means elsewhere.
 */
export function governing(element: Placed<ElementNode>, schema: Schema): Governing | null {
  const found = governed(element, schema).governing;
  return found.declaration === null && found.type === null ? null : found;
}

/** As {@link governing}, with the namespaces in scope; the type is `null` where nothing is known. */
export function governed(element: Placed<ElementNode>, schema: Schema): GovernedElement {
  return governedChild(element.parent && governed(element.parent, schema), element.node, schema);
}

/** As {@link governed}, for those who walk down by themselves; `parent` is `null` for the root element. */
export function governedChild(parent: GovernedElement | null, node: ElementNode, schema: Schema): GovernedElement {
  const { facts } = validatorOf(schema);
  const scope = (parent?.scope ?? Scope.ROOT).enter(node);
  const name = facts.elementName(node.name, scope);
  const place = placeOf(facts, node, name, scope, parent?.governing ?? null);
  const declared = place.declaration?.type ?? null;
  return {
    governing: { ...place, type: claimedType(facts, node, place.declaration, declared, scope), schema },
    scope,
  };
}

type Place = Pick<Governing, 'declaration' | 'wildcard' | 'misplaced'>;

function placeOf(
  facts: SchemaFacts,
  node: ElementNode,
  name: ElementName,
  scope: Scope,
  parent: Governing | null,
): Place {
  const global = facts.schema.elements.get(name.key) ?? null;
  if (parent === null)
    return { declaration: global ?? facts.guess(name, null), wildcard: null, misplaced: global === null };
  const type = parent.type;
  if (type === null || isSimpleType(type))
    return { declaration: facts.guess(name, null), wildcard: null, misplaced: type !== null };
  const model = facts.model(type);
  const own = model.declarations.get(name.key);
  if (own !== undefined) return { declaration: own, wildcard: null, misplaced: false };
  const wildcard = wildcardFor(model.leaves, name);
  if (wildcard !== null) return { declaration: global, wildcard, misplaced: false };
  if (node.kind === NodeKind.MismatchedElement) {
    const closing = model.declarations.get(facts.elementName(endTagOf(node).name, scope).key);
    if (closing !== undefined) return { declaration: closing, wildcard: null, misplaced: false };
  }
  return { declaration: facts.guess(name, type), wildcard: null, misplaced: true };
}

function wildcardFor(leaves: readonly ModelLeaf[], name: ElementName): Wildcard | null {
  for (const leaf of leaves) if (leaf.kind === 'wildcard' && takes(leaf, name)) return leaf.wildcard;
  return null;
}

function claimedType(
  facts: SchemaFacts,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  declared: TypeDefinition | null,
  scope: Scope,
): TypeDefinition | null {
  const { type: attribute } = xsiAttributes(node, scope, EMPTY_ENTITIES);
  if (attribute === undefined) return declared;
  const run = new Run(facts, EMPTY_ENTITIES);
  return effectiveType(run, node, declaration, declared ?? anyType, attribute, scope, null);
}
