import { NEEDED_ROLES, type Container, type FactRole } from '../../roles';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import type { Rule, Surroundings } from '../rule';

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
  scope: 'value',
  concerns: (role) => !TYPED.has(role),
  *check(fact, within) {
    if (fact.value !== '') return;
    const { role, range } = fact;
    yield isRequired(within, role)
      ? { message: 'needed', args: [WHAT[within.container]], range }
      : { message: 'optional', args: [], range, data: { role } };
  },
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

/** Without it the file is not valid, or says nothing. */
function isRequired({ container, vocabulary }: Surroundings, role: FactRole): boolean {
  if ((NEEDED_ROLES[container] as readonly string[]).includes(role)) return true;
  return vocabulary.rowOf({ within: container, role })?.cardinality.startsWith('1') ?? false;
}
