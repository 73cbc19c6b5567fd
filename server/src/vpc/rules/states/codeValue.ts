import { nearest } from '../nearest';
import { replacement } from '../fixes';
import { CONTAINERS, factRoles, type Container, type FactRole } from '../../roles';
import type { Vocabulary } from '../../vocabulary';
import type { Rule } from '../rule';
import { patchExample, productExample } from '../examples';

/**
 * vpc/code-value: a code is one of the vocabulary's values, unless it names a list of its own. XSD 1.0 cannot make a
 * value depend on an attribute, so the schema takes any value and this rule looks.
 */
export const codeValue: Rule = {
  id: 'vpc/code-value',
  title: 'A code is one of the known values or names its own list',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    unknown: '"{0}" is not one of the values that readers know here: {1}. Use one of them.',
    unlisted:
      '"{0}" is not one of the values that readers know here: {1}. Use one of them, or name the list that it is from in the attribute "{2}".',
    empty: 'A value is missing here. Use one of {1}.',
  },
  docs: {
    what: 'States, severities and patch types must be one of the values that the profile lists. A code that names a list of its own may have any value.',
    why: 'Readers decide by these words what to install. A word that they do not know, or know in another spelling, is overlooked.',
    todo: 'Use one of the listed values. Where none fits, name the list that the value is from, and tell your readers where to find it.',
  },
  examples: {
    valid: [
      productExample('a known state', { state: 'In Test' }),
      productExample('a state of a list of its own', {
        state: { value: 'Reviewed', attributes: { 'code-list': 'NWP-States' } },
      }),
    ],
    invalid: [
      productExample('an unknown state', { state: 'in test' }),
      patchExample('an unknown severity', { severity: 'High' }),
    ],
  },
  scope: 'value',
  concerns: (role, { container, vocabulary }) => codesIn(container, vocabulary).has(role),
  *check(fact, { container, vocabulary }) {
    const { role, value } = fact;
    const allowed = codesIn(container, vocabulary).get(role)!;
    if (allowed.includes(value) || fact.attribute('code-list', vocabulary)?.trim()) return;
    const listAttribute = vocabulary.attributeName('code-list');
    const message = value === '' ? 'empty' : listAttribute === undefined ? 'unknown' : 'unlisted';
    const args = [value, allowed.join(', '), ...(listAttribute === undefined ? [] : [listAttribute])];
    yield { message, args, range: fact.range, data: { expected: nearest(value, allowed) } };
  },
  fixes: (problem) =>
    asList(problem.data?.expected).map((value, index) =>
      replacement(problem, value, index === 0 && value.toLowerCase() === problem.args[0]?.toLowerCase()),
    ),
};

function asList(data: string | readonly string[] | undefined): readonly string[] {
  return typeof data === 'string' ? [data] : (data ?? []);
}

/** The values that may stand in a child of a container, by role. */
type Codes = ReadonlyMap<FactRole, readonly string[]>;

const remembered = new WeakMap<Vocabulary, ReadonlyMap<Container, Codes>>();

/** The children of a container that have a list of values. */
function codesIn(container: Container, vocabulary: Vocabulary): Codes {
  let codes = remembered.get(vocabulary);
  if (codes === undefined) {
    codes = new Map(CONTAINERS.map((within) => [within, codesOf(within, vocabulary)]));
    remembered.set(vocabulary, codes);
  }
  return codes.get(container)!;
}

function codesOf(within: Container, vocabulary: Vocabulary): Codes {
  const codes = new Map<FactRole, readonly string[]>();
  for (const role of factRoles(within)) {
    const allowed = vocabulary.valuesOf({ within, role })?.map(({ value }) => value);
    if (allowed !== undefined) codes.set(role, allowed);
  }
  return codes;
}
