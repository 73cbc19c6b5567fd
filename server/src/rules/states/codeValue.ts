import { stateNamed } from '../../domain/stateNames';
import { visibleText } from '../../xml/invisible';
import { nearest } from '../../xml/nearest';
import { replaceValue } from '../fixes';
import { CONTAINERS, fieldRoles, type Container, type FieldRole } from '../../domain/roles';
import type { Vocabulary } from '../../domain/vocabulary';
import type { Rule } from '../rule';
import { patchExample, productExample } from '../examples';

/**
 * XSD 1.0 cannot make the allowed values depend on an attribute, so the schema allows any value, and this rule checks those
 * that name no code list of their own.
 */
export const codeValue: Rule = {
  id: 'vpc/code-value',
  title: 'A code is a known value or names its own code list',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    unknown: 'Unknown value "{0}". Readers and tools may ignore it: use one of {1}.',
    unlisted:
      'Unknown value "{0}". Readers and tools may ignore it: use one of {1}, or name its code list in the attribute "{2}".',
    empty: 'Missing value. Use one of {1}.',
  },
  docs: {
    what: 'States, severities and patch types must be one of the values that the profile lists. A code that names a code list of its own may have any value.',
    why: 'Readers decide by these values what to install. An unknown or misspelled value is overlooked.',
    todo: 'Use one of the listed values. If none fits, name the code list of the value, and tell your readers where to find it.',
  },
  examples: {
    valid: [
      productExample('a known state', { state: 'In Test' }),
      productExample('a state from another code list', {
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
  *check(field, { container, vocabulary }) {
    const { role } = field;
    const value = visibleText(field.value).trim();
    const allowed = codesIn(container, vocabulary).get(role)!;
    if (allowed.includes(value) || field.attribute('code-list', vocabulary)?.trim()) return;
    const listAttribute = vocabulary.attributeName('code-list');
    const message = value === '' ? 'empty' : listAttribute === undefined ? 'unknown' : 'unlisted';
    const args = [value, allowed.join(', '), ...(listAttribute === undefined ? [] : [listAttribute])];
    const named = role === 'state' ? stateNamed(vocabulary, value)?.value : undefined;
    const expected = [...(named === undefined ? [] : [named]), ...nearest(value, allowed)];
    yield { message, args, range: field.range, data: { expected: [...new Set(expected)] } };
  },
  // A state can need a date or a reason, which the word before it did not.
  brings: ['vpc/state-date-missing', 'vpc/reason-missing', 'vpc/asset-owner-state'],
  fixes: (problem) =>
    asList(problem.data?.expected).map((value, index) =>
      replaceValue(problem, value, index === 0 && value.toLowerCase() === problem.args[0]?.toLowerCase()),
    ),
};

function asList(data: string | readonly string[] | undefined): readonly string[] {
  return typeof data === 'string' ? [data] : (data ?? []);
}

/** The allowed values of the fields of a container, by role. */
type Codes = ReadonlyMap<FieldRole, readonly string[]>;

const codesByVocabulary = new WeakMap<Vocabulary, ReadonlyMap<Container, Codes>>();

/** The fields of a container that have a list of values. */
function codesIn(container: Container, vocabulary: Vocabulary): Codes {
  let codes = codesByVocabulary.get(vocabulary);
  if (codes === undefined) {
    codes = new Map(CONTAINERS.map((within) => [within, codesOf(within, vocabulary)]));
    codesByVocabulary.set(vocabulary, codes);
  }
  return codes.get(container)!;
}

function codesOf(within: Container, vocabulary: Vocabulary): Codes {
  const codes = new Map<FieldRole, readonly string[]>();
  for (const role of fieldRoles(within)) {
    const allowed = vocabulary.valuesOf({ within, role })?.map(({ value }) => value);
    if (allowed !== undefined) codes.set(role, allowed);
  }
  return codes;
}
