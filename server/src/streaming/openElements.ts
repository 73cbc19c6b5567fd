import { xsiAttributes } from '../xsd/validate/run';
import { Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import type { CompiledType, DfaState, TypesByScope } from './compiledTypes';

/** The stack of elements whose children are summarised. Their tags are parsed, and need not be valid. */
export class OpenElements {
  /** The namespaces in force around the root, in the root, and so on. */
  readonly #scopes: Scope[] = [Scope.ROOT];

  /** @param types those of the schema */
  constructor(private readonly types: TypesByScope) {}

  /** The depth of the innermost element; the root's is 1. */
  get depth(): number {
    return this.#scopes.length - 1;
  }

  /** The namespaces in force in the innermost element. */
  get scope(): Scope {
    return this.#scopes.at(-1)!;
  }

  /**
   * Adds a child of the innermost element. @returns its type
   * @param node the child, of which only the start tag is known
   * @param state the state before it; `null` for the root
   */
  enter(node: ElementNode, state: DfaState | null): CompiledType {
    const scope = this.scope.enter(node);
    const type = this.#typeOf(node, scope, state);
    this.#scopes.push(scope);
    return type;
  }

  leave(): void {
    this.#scopes.pop();
  }

  /** The state after a child whose start tag declares namespaces, on which its own name can depend; `null` for others. */
  stateAfter(node: ElementNode, state: DfaState): DfaState | null {
    const scope = this.scope.enter(node);
    const { run } = this.types;
    if (run === null || scope === this.scope) return null;
    return state.type.stepOver(state, run.compiled.elementName(node.name, scope))?.target ?? state;
  }

  #typeOf(node: ElementNode, scope: Scope, state: DfaState | null): CompiledType {
    const types = this.types.in(scope);
    const xsi = xsiAttributes(node, scope);
    if (this.types.run === null || xsi.type !== undefined || xsi.nil !== undefined) return types.unvalidated;
    const { compiled: facts } = this.types.run;
    const name = facts.elementName(node.name, scope);
    if (state === null) {
      const declaration = facts.schema.elements.get(name.key);
      return (declaration && types.of(declaration)) ?? types.unvalidated;
    }
    const step = state.type.modelStep(state, name);
    return (step && types.ofStep(step, name)) ?? types.unvalidated;
  }
}
