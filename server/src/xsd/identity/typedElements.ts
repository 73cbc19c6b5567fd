/** Elements with their declarations and types, found top-down by their names alone. */
import { isSimpleType, type ElementDeclaration, type TypeDefinition } from '../components';
import { accepts } from '../contentModel/contentModel';
import type { ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import { xsiAttributes, type Run } from '../validate/run';
import { effectiveType } from '../validate/xsiType';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';

/** An element with its declaration and type. */
export interface TypedElement {
  readonly node: ElementNode;
  readonly name: ElementName;
  readonly declaration: ElementDeclaration | null;
  /** After `xsi:type`. */
  readonly type: TypeDefinition;
  /** The namespaces in scope in the element. */
  readonly scope: Scope;
}

/** The root element with its declaration and type. */
export function typedRoot(run: Run, node: ElementNode, scope: Scope): TypedElement {
  const name = run.compiled.elementName(node.name, scope);
  return typedElement(run, node, name, run.compiled.schema.elements.get(name.key) ?? null, scope);
}

/**
 * A child with its declaration and type. Within one content model a name has one type (cos-element-consistent), so that no
 * automaton is needed.
 * @returns `null` for a child that is not assessed: in simple content, or matched by a wildcard with processContents "skip"
 */
export function typedChild(
  run: Run,
  { type }: TypedElement,
  parentScope: Scope,
  node: ElementNode,
): TypedElement | null {
  if (isSimpleType(type) || type.contentKind === 'simple') return null;
  const scope = parentScope.enter(node, run.entities);
  const name = run.compiled.elementName(node.name, scope);
  const model = run.compiled.model(type);
  const declaration = model.declarations.get(name.key);
  if (declaration !== undefined) return typedElement(run, node, name, declaration, scope);
  const wildcardLeaf = model.leaves.find((leaf) => leaf.kind === 'wildcard' && accepts(leaf, name));
  if (wildcardLeaf?.kind === 'wildcard' && wildcardLeaf.wildcard.processContents === 'skip') return null;
  return typedElement(run, node, name, run.compiled.guess(name, type), scope);
}

function typedElement(
  run: Run,
  node: ElementNode,
  name: ElementName,
  declaration: ElementDeclaration | null,
  scope: Scope,
): TypedElement {
  const declared = declaration?.type ?? anyType;
  const type = effectiveType(
    run,
    node,
    declaration,
    declared,
    xsiAttributes(node, scope, run.entities).type,
    scope,
    null,
  );
  return { node, name, declaration, type, scope };
}
