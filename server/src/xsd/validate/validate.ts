/** Validating a document: all problems, once each, in order. */
import type { Schema } from '../components';
import type { Identifier } from '../simpleTypes';
import { nearestFirst } from '../simpleTypes/nearest';
import { INSTANCE_CODES, publicCode } from '../codes/instanceCodes';
import { entitiesOf } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import { Scope } from '../../xml/namespaces';
import { included } from '../../xml/entities/inclusion';
import { shifted, type Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import { flatten } from './findings';
import { problemsAtReferences } from './inclusion';
import { Validator } from './validator';

/** An unknown ID names the nearest ones as long as there are no more than these. */
const MOST_COMPARED = 500;
const MOST_EXPECTED = 10;

const validators = new WeakMap<Schema, Validator>();
const verdicts = new WeakMap<XmlTree, { readonly schema: Schema; readonly problems: readonly Problem[] }>();

/** The validator of a schema, with all that it remembers. */
export function validatorOf(schema: Schema): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) validators.set(schema, (validator = new Validator(schema)));
  return validator;
}

/** All `xsd/…` problems of a document, sorted by place. What did not change since an earlier version of the tree is remembered. */
export function validate(tree: XmlTree, schema: Schema): readonly Problem[] {
  const known = verdicts.get(tree);
  if (known?.schema === schema) return known.problems;
  const problems = judge(tree, schema);
  verdicts.set(tree, { schema, problems });
  return problems;
}

function judge(tree: XmlTree, schema: Schema): readonly Problem[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const entities = entitiesOf(tree);
  const inclusion = included(root.node, entities);
  const node = inclusion?.node ?? root.node;
  const findings = validatorOf(schema).root(node, Scope.ROOT.enter(node, entities), entities);
  const problems: Problem[] = [];
  const identifiers: Identifier[] = [];
  flatten(findings, 0, problems, identifiers);
  checkIdentifiers(identifiers, problems);
  const placed = inclusion === null ? problems : problemsAtReferences(problems, inclusion);
  return placed.map((problem) => shifted(problem, root.offset)).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** ID/IDREF table (cvc-id): each ID once, and one for each IDREF. */
function checkIdentifiers(identifiers: readonly Identifier[], problems: Problem[]): void {
  const ids = new Map<string, Identifier>();
  const free = new FreeNames();
  const ordered = [...identifiers].sort((a, b) => a.start - b.start);
  for (const identifier of ordered) {
    if (identifier.kind !== 'ID') continue;
    const first = ids.get(identifier.name);
    if (first === undefined) ids.set(identifier.name, identifier);
    else problems.push(identifierProblem('cvc-id.2', identifier, first, { free: free.name(identifier.name, ids) }));
  }
  const known = ids.size <= MOST_COMPARED ? [...ids.keys()] : [];
  for (const identifier of ordered) {
    if (identifier.kind === 'IDREF' && !ids.has(identifier.name)) {
      const expected = nearestFirst(identifier.name, known).slice(0, MOST_EXPECTED);
      problems.push(identifierProblem('cvc-id.1', identifier, null, { expected }));
    }
  }
}

/** Names with a number behind them that nothing has yet; each is given out once. */
class FreeNames {
  readonly #numbers = new Map<string, number>();

  name(taken: string, ids: ReadonlyMap<string, Identifier>): string {
    let number = this.#numbers.get(taken) ?? 2;
    while (ids.has(`${taken}-${number}`)) number++;
    this.#numbers.set(taken, number + 1);
    return `${taken}-${number}`;
  }
}

function identifierProblem(
  code: 'cvc-id.1' | 'cvc-id.2',
  at: Identifier,
  first: Identifier | null,
  data: NonNullable<Problem['data']>,
): Problem {
  const { severity, message } = INSTANCE_CODES[code];
  const { name, start, end } = at;
  const related = first && [{ start: first.start, end: first.end, message: 'It stands here first.', args: [] }];
  return { code: publicCode(code), severity, start, end, message, args: [name], data, ...(related && { related }) };
}
