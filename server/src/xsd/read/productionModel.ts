/** The content of a production of the schema for schemas as an automaton, the same machine as for any content model. */
import { Expressions, type Expression, type Leaf, type Successor } from '../contentModel/expression';
import { elementOf, GRAMMAR } from './grammar';

/** An occurrence of a production's name in the content of another. */
export interface ProductionLeaf extends Leaf {
  readonly production: string;
  readonly element: string;
}

/** What may still come. */
export type ProductionState = Expression<ProductionLeaf>;

/** Remembers its steps: there are few, and a large schema takes them ten thousand times. */
export class ProductionModel {
  readonly #steps = new Map<ProductionState, Map<string, Successor<ProductionLeaf>>>();

  constructor(
    readonly start: ProductionState,
    private readonly expressions: Expressions<ProductionLeaf>,
  ) {}

  /** Which production an element is here, and the state behind it; `null` where it may not stand. */
  step(state: ProductionState, element: string): Successor<ProductionLeaf> | null {
    let steps = this.#steps.get(state);
    if (steps === undefined) this.#steps.set(state, (steps = new Map<string, Successor<ProductionLeaf>>()));
    const known = steps.get(element);
    if (known !== undefined) return known;
    const next = this.expressions.derivative(state, (leaf) => leaf.element === element);
    if (next !== null) steps.set(element, next);
    return next;
  }

  /** The names of the elements that may stand next. */
  expected(state: ProductionState): string[] {
    return [...new Set(this.expressions.successors(state).map(({ leaf }) => leaf.element))];
  }
}

const models = new Map<string, ProductionModel | null>();

/** The model of a production; `null` where it takes any content. Made on first use. */
export function productionModel(production: string): ProductionModel | null {
  let model = models.get(production);
  if (model === undefined) {
    const content = GRAMMAR[production]?.content ?? null;
    model = content === null ? null : parseContent(content);
    models.set(production, model);
  }
  return model;
}

/** Reads `a?, (b | c)*`: names, `,` and `|` (not mixed in one pair of parentheses), `?`, `*`, `+`. */
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
    const range = { '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] }[tokens[position] ?? ''];
    if (range === undefined) return expression;
    position++;
    return expressions.repeat(expression, range[0]!, range[1]!);
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
