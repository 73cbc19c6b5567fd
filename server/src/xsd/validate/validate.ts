/** Validating a document: all problems, once each, in order. */
import type { Schema } from '../components';
import type { Identifier } from '../simpleTypes';
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
  const ordered = [...identifiers].sort((a, b) => a.start - b.start);
  for (const identifier of ordered) {
    if (identifier.kind !== 'ID') continue;
    const first = ids.get(identifier.name);
    if (first === undefined) ids.set(identifier.name, identifier);
    else problems.push(identifierProblem('cvc-id.2', identifier, first));
  }
  for (const identifier of ordered) {
    if (identifier.kind === 'IDREF' && !ids.has(identifier.name)) {
      problems.push(identifierProblem('cvc-id.1', identifier, null));
    }
  }
}

function identifierProblem(code: 'cvc-id.1' | 'cvc-id.2', at: Identifier, first: Identifier | null): Problem {
  const { severity, message } = INSTANCE_CODES[code];
  const { name, start, end } = at;
  const related = first && [{ start: first.start, end: first.end, message: 'It stands here first.', args: [] }];
  return { code: publicCode(code), severity, start, end, message, args: [name], ...(related && { related }) };
}
