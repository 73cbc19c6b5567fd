/** Validates a document: all problems, each once, in order. */
import type { Schema } from '../components';
import type { Identifier } from '../simpleTypes';
import { nearestFirst } from '../../xml/nearest';
import { INSTANCE_CODES, publicCode } from '../codes/instanceCodes';
import { entitiesOf, type Entities } from '../../xml/entities';
import type { ElementNode } from '../../xml/nodes';
import { rootElement } from '../../xml/locate';
import { Scope } from '../../xml/namespaces';
import { included, type Included } from '../../xml/entities/inclusion';
import { shifted, type Problem, render } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import { flatten } from './subtreeProblems';
import { Validator } from './validator';

/** The problem of an undefined ID lists the nearest IDs unless there are more than these. */
const MAX_COMPARED = 500;
const MAX_EXPECTED = 10;

const validators = new WeakMap<Schema, Validator>();
const verdicts = new WeakMap<XmlTree, { readonly schema: Schema; readonly problems: readonly Problem[] }>();

/** The validator of a schema, with its memoised results. */
export function validatorOf(schema: Schema): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) validators.set(schema, (validator = new Validator(schema)));
  return validator;
}

/** All `xsd/…` problems of a document, sorted by offset. Unchanged parts of an edited tree are not validated again. */
export function validate(tree: XmlTree, schema: Schema): readonly Problem[] {
  const known = verdicts.get(tree);
  if (known?.schema === schema) return known.problems;
  const problems = problemsIn(tree, schema);
  verdicts.set(tree, { schema, problems });
  return problems;
}

/** The values of type `xs:ID` in a document, each once, in document order. */
export function idsIn(tree: XmlTree, schema: Schema): readonly string[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const { identifiers } = assessed(root.node, schema, entitiesOf(tree));
  const ids = identifiers.filter(({ kind }) => kind === 'ID').sort((a, b) => a.start - b.start);
  return [...new Set(ids.map(({ name }) => name))];
}

/** The problems and identifiers in a root element, with offsets from its start. */
function assessed(node: ElementNode, schema: Schema, entities: Entities) {
  const subtree = validatorOf(schema).root(node, Scope.ROOT.enter(node, entities), entities);
  const problems: Problem[] = [];
  const identifiers: Identifier[] = [];
  flatten(subtree, 0, problems, identifiers);
  return { problems, identifiers };
}

function problemsIn(tree: XmlTree, schema: Schema): readonly Problem[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const entities = entitiesOf(tree);
  const inclusion = included(root.node, entities);
  const { problems, identifiers } = assessed(inclusion?.node ?? root.node, schema, entities);
  checkIdentifiers(identifiers, problems);
  const placed = inclusion === null ? problems : problemsAtReferences(problems, inclusion);
  return placed.map((problem) => shifted(problem, root.offset)).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** ID/IDREF table (cvc-id): each ID is unique, and each IDREF has an ID. */
function checkIdentifiers(identifiers: readonly Identifier[], problems: Problem[]): void {
  const ids = new Map<string, Identifier>();
  const free = new FreeNames();
  const ordered = [...identifiers].sort((a, b) => a.start - b.start);
  for (const identifier of ordered) {
    if (identifier.kind !== 'ID') continue;
    const first = ids.get(identifier.name);
    if (first === undefined) ids.set(identifier.name, identifier);
    else problems.push(identifierProblem('cvc-id.2', identifier, first, { free: free.unused(identifier.name, ids) }));
  }
  const known = ids.size <= MAX_COMPARED ? [...ids.keys()] : [];
  for (const identifier of ordered) {
    if (identifier.kind === 'IDREF' && !ids.has(identifier.name)) {
      const expected = nearestFirst(identifier.name, known).slice(0, MAX_EXPECTED);
      problems.push(identifierProblem('cvc-id.1', identifier, null, { expected }));
    }
  }
}

/** Creates unused names by appending numbers; each is returned once. */
class FreeNames {
  readonly #numbers = new Map<string, number>();

  unused(name: string, ids: ReadonlyMap<string, Identifier>): string {
    let number = this.#numbers.get(name) ?? 2;
    while (ids.has(`${name}-${number}`)) number++;
    this.#numbers.set(name, number + 1);
    return `${name}-${number}`;
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
  const related = first && [{ start: first.start, end: first.end, message: 'First occurrence.', args: [] }];
  return { code: publicCode(code), severity, start, end, message, args: [name], data, ...(related && { related }) };
}

/**
 * The problems of an element with expanded entities, with their ranges in the document. A problem in an entity is reported
 * once per reference to the entity, without data for fixes, as it cannot be fixed there.
 */
export function problemsAtReferences(problems: readonly Problem[], { placeOf }: Included): Problem[] {
  const seen = new Set<string>();
  return problems.flatMap(({ data, ...problem }) => {
    const { isIncluded, ...place } = placeOf(problem);
    const related = problem.related?.map((other) => ({ ...other, ...rangeOf(placeOf(other)) }));
    const placed = { ...problem, ...place, ...(related && { related }) };
    if (!isIncluded) return [{ ...placed, ...(data && { data }) }];
    const key = `${place.start} ${place.end} ${problem.code} ${render(problem.message, problem.args)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [placed];
  });
}

function rangeOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}
