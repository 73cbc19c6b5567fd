/** The elements that are open where runs of siblings are put away: their tags are held, so that they may be as they like. */
import { xsiAttributes, type Run } from '../validate/run';
import { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { ByteNames } from '../../xml/stream/byteNames';
import { Plans, type Plan, type Row } from './plans';

export class Spine {
  /** The namespaces in force in the document, in the root, and so on. */
  readonly #scopes: Scope[] = [Scope.ROOT];
  readonly #names: string[] = [];
  readonly #plans = new Map<Scope, Plans>();

  /** @param validation `null` where there is no schema */
  constructor(
    private readonly validation: Run | null,
    private readonly byteNames: ByteNames,
  ) {}

  /** The depth of the innermost element; the root's is 1. */
  get depth(): number {
    return this.#names.length;
  }

  /** The namespaces in force in the innermost element. */
  get scope(): Scope {
    return this.#scopes.at(-1)!;
  }

  /** The names as written, from the root. */
  get path(): readonly string[] {
    return [...this.#names];
  }

  /**
   * A child of the innermost element becomes that. Gives the plan for what stands in it.
   * @param node the child, as far as its start tag
   * @param row the state in front of it; `null` for the root
   */
  enter(node: ElementNode, row: Row | null): Plan {
    const scope = this.scope.enter(node);
    const plan = this.#planOf(node, scope, row);
    this.#scopes.push(scope);
    this.#names.push(node.name);
    return plan;
  }

  leave(): void {
    this.#scopes.pop();
    this.#names.pop();
  }

  /** The state behind a child that was not taken, or not as what it is: what its name means is said by its own start tag. */
  rowBehind(node: ElementNode, row: Row): Row | null {
    const scope = this.scope.enter(node);
    if (this.validation === null || scope === this.scope) return null;
    return row.plan.stepOver(row, this.validation.facts.elementName(node.name, scope))?.target ?? row;
  }

  #planOf(node: ElementNode, scope: Scope, row: Row | null): Plan {
    const plans = this.#plansIn(scope);
    const xsi = xsiAttributes(node, scope);
    if (this.validation === null || xsi.type !== undefined || xsi.nil !== undefined) return plans.unjudged;
    const { facts } = this.validation;
    const name = facts.elementName(node.name, scope);
    if (row === null) {
      const declaration = facts.schema.elements.get(name.key);
      return (declaration && plans.of(declaration)) ?? plans.unjudged;
    }
    const step = row.plan.modelStep(row, name);
    return (step && plans.ofStep(step, name)) ?? plans.unjudged;
  }

  #plansIn(scope: Scope): Plans {
    let plans = this.#plans.get(scope);
    if (plans === undefined) this.#plans.set(scope, (plans = new Plans(this.validation, this.byteNames, scope)));
    return plans;
  }
}
