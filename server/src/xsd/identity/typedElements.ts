/** Elements with their declarations and types, found top-down. */
import { isSimpleType, type ComplexType, type ElementDeclaration, type TypeDefinition } from '../components';
import { accepts, type ContentModel, type State } from '../contentModel/contentModel';
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
  /** The element, or one around it, has a wrong `xsi:type`: it can have other fields than are known. */
  readonly isOfUnknownType: boolean;
}

/** The root element with its declaration and type. */
export function typedRoot(run: Run, node: ElementNode, scope: Scope): TypedElement {
  const name = run.compiled.elementName(node.name, scope);
  return typedElement(run, node, name, run.compiled.schema.elements.get(name.key) ?? null, scope, false);
}

/** The children of an element, asked for one after the other, in document order. */
export class TypedChildren {
  readonly #type: ComplexType | null;
  readonly #model: ContentModel | null;
  /**
   * What the children so far leave possible; `null` where the name of a child alone decides on its declaration. To be set when
   * children are passed over.
   */
  state: State | null;

  constructor(
    private readonly run: Run,
    readonly parent: TypedElement,
  ) {
    const { type } = parent;
    this.#type = isSimpleType(type) || type.contentKind === 'simple' ? null : type;
    this.#model = this.#type && run.compiled.model(this.#type);
    this.state = this.#model?.dependsOnOrder ? this.#model.start : null;
  }

  /**
   * The next child with its declaration and type.
   * @returns `null` for a child that is not assessed: in simple content, or matched by a wildcard with processContents "skip"
   */
  next(node: ElementNode): TypedElement | null {
    const { run, parent } = this;
    if (this.#model === null) return null;
    const scope = parent.scope.enter(node, run.entities);
    const name = run.compiled.elementName(node.name, scope);
    const declaration = this.#declarationOf(name, this.#model);
    if (declaration === 'skipped') return null;
    return typedElement(run, node, name, declaration, scope, parent.isOfUnknownType);
  }

  #declarationOf(name: ElementName, model: ContentModel): ElementDeclaration | null | 'skipped' {
    const step = this.state && model.step(this.state, name);
    if (step !== null) {
      this.state = step.target;
      return step.leaf.kind === 'element' ? step.declaration : this.#byWildcard(name, step.leaf.wildcard);
    }
    const declaration = model.declarations.get(name.key);
    if (declaration !== undefined) return declaration;
    for (const leaf of model.leaves)
      if (leaf.kind === 'wildcard' && accepts(leaf, name)) return this.#byWildcard(name, leaf.wildcard);
    return this.run.compiled.guess(name, this.#type);
  }

  #byWildcard(
    name: ElementName,
    { processContents }: { readonly processContents: string },
  ): ElementDeclaration | null | 'skipped' {
    return processContents === 'skip' ? 'skipped' : (this.run.compiled.schema.elements.get(name.key) ?? null);
  }
}

function typedElement(
  run: Run,
  node: ElementNode,
  name: ElementName,
  declaration: ElementDeclaration | null,
  scope: Scope,
  isInUnknownType: boolean,
): TypedElement {
  const declared = declaration?.type ?? anyType;
  const { type: attribute } = xsiAttributes(node, scope, run.entities);
  const type = effectiveType(run, node, declaration, declared, attribute, scope, null);
  const isOfUnknownType = isInUnknownType || type === null;
  return { node, name, declaration, type: type ?? declared, scope, isOfUnknownType };
}
