/** Elements with what governs them, found from the top down by their names alone. */
import { isSimpleType, type ElementDeclaration, type TypeDefinition } from '../components';
import { takes } from '../contentModel/contentModel';
import type { ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import { xsiAttributes, type Run } from '../validate/run';
import { effectiveType } from '../validate/xsiType';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';

/** An element, and what the schema says of it. */
export interface Governed {
  readonly node: ElementNode;
  readonly name: ElementName;
  readonly declaration: ElementDeclaration | null;
  /** `xsi:type` considered. */
  readonly type: TypeDefinition;
  /** The namespaces in scope at its attributes and content. */
  readonly scope: Scope;
}

/** What governs the root element. */
export function governedRoot(run: Run, node: ElementNode, scope: Scope): Governed {
  const name = run.facts.elementName(node.name, scope);
  return governed(run, node, name, run.facts.schema.elements.get(name.key) ?? null, scope);
}

/**
 * What governs a child. Within one content model a name has one type (cos-element-consistent), so that it needs no automaton.
 * @returns `null` for a child that the schema says nothing about: one in text, one that a wildcard lets pass unseen
 */
export function governedChild(run: Run, { type }: Governed, parentScope: Scope, node: ElementNode): Governed | null {
  if (isSimpleType(type) || type.contentKind === 'simple') return null;
  const scope = parentScope.enter(node, run.entities);
  const name = run.facts.elementName(node.name, scope);
  const model = run.facts.model(type);
  const declaration = model.declarations.get(name.key);
  if (declaration !== undefined) return governed(run, node, name, declaration, scope);
  const wild = model.leaves.find((leaf) => leaf.kind === 'wildcard' && takes(leaf, name));
  if (wild?.kind === 'wildcard' && wild.wildcard.processContents === 'skip') return null;
  return governed(run, node, name, run.facts.guess(name, type), scope);
}

function governed(
  run: Run,
  node: ElementNode,
  name: ElementName,
  declaration: ElementDeclaration | null,
  scope: Scope,
): Governed {
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
