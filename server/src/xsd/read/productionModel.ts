/** The content model of a production of the schema for schemas, as the same automaton as that of a complex type. */
import { Expressions, type Expression, type Leaf, type Successor } from '../contentModel/expression';
import { elementOf, GRAMMAR } from './grammar';

/** An occurrence of a production name in the content of another production. */
export interface ProductionLeaf extends Leaf {
  readonly production: string;
  readonly element: string;
}

/** The set of possible continuations. */
export type ProductionState = Expression<ProductionLeaf>;

/** Memoises its steps: there are few, and a large schema takes them ten thousand times. */
export class ProductionModel {
  readonly #steps = new Map<ProductionState, Map<string, Successor<ProductionLeaf>>>();

  constructor(
    readonly start: ProductionState,
    private readonly expressions: Expressions<ProductionLeaf>,
  ) {}

  /** The production of an element in this state, and the state after it; `null` if it is not allowed. */
  step(state: ProductionState, element: string): Successor<ProductionLeaf> | null {
    let steps = this.#steps.get(state);
    if (steps === undefined) this.#steps.set(state, (steps = new Map<string, Successor<ProductionLeaf>>()));
    const known = steps.get(element);
    if (known !== undefined) return known;
    const next = this.expressions.derivative(state, (leaf) => leaf.element === element);
    if (next !== null) steps.set(element, next);
    return next;
  }

  /** The names of the elements that are allowed next. */
  expected(state: ProductionState): string[] {
    return [...new Set(this.expressions.successors(state).map(({ leaf }) => leaf.element))];
  }
}

const RANGES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['?', [0, 1]],
  ['*', [0, Infinity]],
  ['+', [1, Infinity]],
]);

const models = new Map<string, ProductionModel | null>();

/** The model of a production; `null` if any content is allowed. Created on first use. */
export function productionModel(production: string): ProductionModel | null {
  let model = models.get(production);
  if (model === undefined) {
    const content = GRAMMAR.get(production)?.content ?? null;
    model = content === null ? null : parseContent(content);
    models.set(production, model);
  }
  return model;
}

/** Parses `a?, (b | c)*`: names, `,` and `|` (not mixed in one pair of parentheses), `?`, `*`, `+`. */
function parseContent(content: string): ProductionModel {
  const tokens = content.match(/[\w.]+|[(),|?*+]/g) ?? [];
  const expressions = new Expressions<ProductionLeaf>();
  let position = 0;
  let leaves = 0;

  const item = (): ProductionState => {
    const token = tokens[position++]!;
    let expression: ProductionState;
    if (token === '(') {
      expression = list();
      position++;
    } else {
      expression = expressions.leaf({ index: leaves++, production: token, element: elementOf(token) });
    }
    const range = RANGES.get(tokens[position] ?? '');
    if (range === undefined) return expression;
    position++;
    return expressions.repeat(expression, ...range);
  };
  const list = (): ProductionState => {
    const items = [item()];
    const separator = tokens[position];
    while (tokens[position] === ',' || tokens[position] === '|') {
      position++;
      items.push(item());
    }
    if (separator === '|') return expressions.choice(items);
    return items.reduceRight((rest, next) => expressions.sequence(next, rest));
  };

  return new ProductionModel(list(), expressions);
}
