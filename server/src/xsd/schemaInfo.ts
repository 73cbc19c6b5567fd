/** Finds the declaration and type of a single element, by walking down from the root to it. */
import type { SchemaInfo } from './api';
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition, type Wildcard } from './components';
import { accepts, type ModelLeaf } from './contentModel/contentModel';
import type { ElementName } from './names';
import { anyType } from './resolve/builtins';
import { EMPTY_ENTITIES } from '../xml/entities';
import type { Placed } from '../xml/locate';
import { Scope } from '../xml/namespaces';
import { NodeKind, type ElementNode } from '../xml/nodes';
import { endTagOf } from '../xml/tags';
import { Run, xsiAttributes } from './validate/run';
import type { CompiledSchema } from './validate/compiledSchema';
import { validatorOf } from './validate/validate';
import { effectiveType } from './validate/xsiType';

/** The schema information of an element, and its namespaces. */
export interface ResolvedElement {
  readonly info: SchemaInfo;
  readonly scope: Scope;
}

/**
 * The declaration and type of an element; `null` if the schema describes neither. Works in ill-formed and invalid documents:
 * a misplaced element gets the declaration that its name has elsewhere.
 */
export function schemaInfo(element: Placed<ElementNode>, schema: Schema): SchemaInfo | null {
  const found = resolveElement(element, schema).info;
  return found.declaration === null && found.type === null ? null : found;
}

/** As {@link schemaInfo}, with the namespaces in scope; both declaration and type are `null` if nothing is known. */
export function resolveElement(element: Placed<ElementNode>, schema: Schema): ResolvedElement {
  return resolveChild(element.parent && resolveElement(element.parent, schema), element.node, schema);
}

/** As {@link resolveElement}, for a caller that walks down itself; `parent` is `null` for the root element. */
export function resolveChild(parent: ResolvedElement | null, node: ElementNode, schema: Schema): ResolvedElement {
  const { compiled } = validatorOf(schema);
  const scope = (parent?.scope ?? Scope.ROOT).enter(node);
  const name = compiled.elementName(node.name, scope);
  const place = declarationOf(compiled, node, name, scope, parent?.info ?? null);
  const declared = place.declaration?.type ?? null;
  return {
    info: { ...place, type: typeAfterXsiType(compiled, node, place.declaration, declared, scope), schema },
    scope,
  };
}

type DeclarationInfo = Pick<SchemaInfo, 'declaration' | 'wildcard' | 'misplaced'>;

function declarationOf(
  compiled: CompiledSchema,
  node: ElementNode,
  name: ElementName,
  scope: Scope,
  parent: SchemaInfo | null,
): DeclarationInfo {
  const global = compiled.schema.elements.get(name.key) ?? null;
  if (parent === null)
    return { declaration: global ?? compiled.guess(name, null), wildcard: null, misplaced: global === null };
  const type = parent.type;
  if (type === null || isSimpleType(type))
    return { declaration: compiled.guess(name, null), wildcard: null, misplaced: type !== null };
  const model = compiled.model(type);
  const local = model.declarations.get(name.key);
  if (local !== undefined) return { declaration: local, wildcard: null, misplaced: false };
  const wildcard = wildcardFor(model.leaves, name);
  if (wildcard !== null) return { declaration: global, wildcard, misplaced: false };
  if (node.kind === NodeKind.MismatchedElement) {
    const closing = model.declarations.get(compiled.elementName(endTagOf(node).name, scope).key);
    if (closing !== undefined) return { declaration: closing, wildcard: null, misplaced: false };
  }
  return { declaration: compiled.guess(name, type), wildcard: null, misplaced: true };
}

function wildcardFor(leaves: readonly ModelLeaf[], name: ElementName): Wildcard | null {
  for (const leaf of leaves) if (leaf.kind === 'wildcard' && accepts(leaf, name)) return leaf.wildcard;
  return null;
}

function typeAfterXsiType(
  compiled: CompiledSchema,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  declared: TypeDefinition | null,
  scope: Scope,
): TypeDefinition | null {
  const { type: attribute } = xsiAttributes(node, scope, EMPTY_ENTITIES);
  if (attribute === undefined) return declared;
  const run = new Run(compiled, EMPTY_ENTITIES);
  return effectiveType(run, node, declaration, declared ?? anyType, attribute, scope, null) ?? declared;
}
