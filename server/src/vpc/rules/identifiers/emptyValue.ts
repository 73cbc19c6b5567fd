import type { Entry } from '../../model';
import { factRoles, NEEDED_ROLES, type Container, type FactRole } from '../../roles';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import type { Finding, Rule } from '../rule';

/** What is empty here is no value of its type or list, and the schema or another rule says so. */
const TYPED: ReadonlySet<FactRole> = new Set([
  'published',
  'released',
  'revised',
  'state-date',
  'reboot',
  'removable',
  'state',
  'severity',
  'patch-type',
  'vulnerability',
]);

/** vpc/empty-value: what stands in a file says something. */
export const emptyValue: Rule = {
  id: 'vpc/empty-value',
  title: 'No value is empty',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    needed: 'A value is missing here, and readers find {0} by it. Fill it in.',
    optional:
      'A value is missing here. Readers cannot tell whether it is unknown or was forgotten: fill it in, or remove the element.',
  },
  docs: {
    what: 'Identifiers, names, texts and addresses must not be empty or blank. Empty dates, states and the like are reported by the schema or by vpc/code-value.',
    why: 'An empty element looks like information and is none: a patch without identifier is found by nobody, and an empty restriction hides that there may be one.',
    todo: 'Fill in the value. Where there is nothing to say, remove the element.',
  },
  examples: {
    valid: [productExample('no comment', {})],
    invalid: [
      patchExample('an empty identifier', { 'patch-id': '' }),
      productExample('a blank comment', { comment: ' ' }),
    ],
  },
  scope: 'every entry',
  check: empty,
  fixes: (problem, { tree }) => {
    const element = problem.data?.role === undefined ? null : elementAt(tree, problem.start);
    return element === null ? [] : [edited('Remove the empty element', [], true, [removal(tree, element)])];
  },
};

const WHAT: Readonly<Record<Container, string>> = {
  publication: 'the publication',
  'patch-vendor': 'the patch vendor',
  patch: 'the patch',
  product: 'the product',
};

function* empty(entry: Entry): Generator<Finding> {
  for (const role of rolesIn(entry.container)) {
    for (const fact of entry.facts(role)) {
      if (fact.value !== '') continue;
      yield isRequired(entry, role)
        ? { message: 'needed', args: [WHAT[entry.container]], range: fact.range }
        : { message: 'optional', args: [], range: fact.range, data: { role } };
    }
  }
}

/** Without it the file is not valid, or says nothing. */
function isRequired({ container, vocabulary }: Entry, role: FactRole): boolean {
  if ((NEEDED_ROLES[container] as readonly string[]).includes(role)) return true;
  return vocabulary.rowOf({ within: container, role })?.cardinality.startsWith('1') ?? false;
}

const roles = new Map<Container, readonly FactRole[]>();

function rolesIn(container: Container): readonly FactRole[] {
  let known = roles.get(container);
  if (known === undefined) roles.set(container, (known = factRoles(container).filter((role) => !TYPED.has(role))));
  return known;
}
