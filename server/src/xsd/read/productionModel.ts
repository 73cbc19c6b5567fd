/** The content of a production of the schema for schemas as an automaton, the same machine as for any content model. */
import { Expressions, type Expression, type Leaf } from '../contentModel/expression';
import { elementOf, GRAMMAR } from './grammar';

/** An occurrence of a production's name in the content of another. */
export interface ProductionLeaf extends Leaf {
  readonly production: string;
  readonly element: string;
}

export interface ProductionModel {
  readonly expressions: Expressions<ProductionLeaf>;
  readonly start: Expression<ProductionLeaf>;
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

  const item = (): Expression<ProductionLeaf> => {
    const token = tokens[position++]!;
    let expression: Expression<ProductionLeaf>;
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
  const list = (): Expression<ProductionLeaf> => {
    const items = [item()];
    const separator = tokens[position];
    while (tokens[position] === ',' || tokens[position] === '|') {
      position++;
      items.push(item());
    }
    if (separator === '|') return expressions.choice(items);
    return items.reduceRight((rest, next) => expressions.sequence(next, rest));
  };

  return { expressions, start: list() };
}
