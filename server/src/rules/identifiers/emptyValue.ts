import { visibleText } from '../../xml/invisible';
import { NEEDED_ROLES, type Container, type FieldRole } from '../../domain/roles';
import { NodeFlag, textOf, type ElementNode } from '../../xml/nodes';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import type { Rule, ValueContext } from '../rule';

/** Roles for which the schema or another rule reports an empty value: it is not valid for their type or code list. */
const TYPED: ReadonlySet<FieldRole> = new Set([
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

export const emptyValue: Rule = {
  id: 'vpc/empty-value',
  title: 'No value is empty',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    needed: 'Missing value. Readers look up {0} by it: enter it.',
    optional:
      'Missing value. Readers cannot tell whether it is unknown or was forgotten: enter it, or remove the element.',
  },
  docs: {
    what: 'Identifiers, names, texts and URLs must not be empty or consist of whitespace. Empty dates, states and similar values are reported by the schema or by vpc/code-value.',
    why: 'An empty element looks like information but contains none: a patch without an identifier cannot be found, and an empty restriction hides that there may be one.',
    todo: 'Enter the value. If there is nothing to state, remove the element.',
  },
  examples: {
    valid: [productExample('no comment', {})],
    invalid: [
      patchExample('an empty identifier', { 'patch-id': '' }),
      productExample('a comment of whitespace', { comment: ' ' }),
    ],
  },
  scope: 'value',
  concerns: (role) => !TYPED.has(role),
  *check(field, within) {
    if (visibleText(field.value).trim() !== '') return;
    const { role, range } = field;
    yield isRequired(within, role)
      ? { message: 'needed', args: [WHAT[within.container]], range }
      : { message: 'optional', args: [], range, data: { role } };
  },
  fixes: (problem, { tree }) => {
    const element = problem.data?.role === undefined ? null : elementAt(tree, problem.start);
    if (element === null) return [];
    return [edited('Remove the empty element', [], isBare(element.node), [removal(tree, element)])];
  },
};

/** Whether nothing that a person wrote is in an empty element: no attribute, no comment. */
function isBare({ flags, content }: ElementNode): boolean {
  return (flags & NodeFlag.Attributes) === 0 && (content === null || visibleText(textOf(content)).trim() === '');
}

const WHAT: Readonly<Record<Container, string>> = {
  publication: 'the publication',
  'patch-vendor': 'the patch vendor',
  patch: 'the patch',
  product: 'the product',
};

/** Whether the file is not valid, or has no use, without the field. */
function isRequired({ container, vocabulary }: ValueContext, role: FieldRole): boolean {
  if ((NEEDED_ROLES[container] as readonly string[]).includes(role)) return true;
  return vocabulary.rowOf({ within: container, role })?.cardinality.startsWith('1') ?? false;
}
