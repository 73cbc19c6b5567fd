import type { Field } from '../../domain/field';
import type { Entry } from '../../domain/model';
import { identifierKey } from '../../domain/identifiers/keys';
import { useOf } from '../../domain/identifiers/kinds';
import type { FieldRole } from '../../domain/roles';
import { textOf, type ElementNode } from '../../xml/nodes';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import { NO_PROBLEMS, type RuleProblem, type Rule } from '../rule';

/** Roles of lists, whose values must differ. */
const LISTS: ReadonlySet<FieldRole> = new Set([
  'bulletin',
  'vulnerability',
  'target',
  'prerequisite',
  'supersedes',
  'superseded-by',
  'download-url',
  'hash',
  'product-version',
  'platform',
]);

export const duplicateValue: Rule = {
  id: 'vpc/duplicate-value',
  title: 'No value is listed twice',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    duplicate: 'Duplicate value "{0}". It makes counts wrong: remove it, or correct it.',
    spelled: 'Duplicate value "{0}": it is the same as "{1}". It makes counts wrong: remove it, or correct it.',
    first: 'The first occurrence is here.',
  },
  docs: {
    what: 'The vulnerabilities, bulletins, targets, related patches, URLs and hashes of a patch, and the versions and platforms of a product, must not contain duplicates. References and versions that differ only in case are duplicates, too.',
    why: 'Tools that count (vulnerabilities fixed, versions tested) count duplicates twice. Often one of the two was meant to be another value, which is then missing.',
    todo: 'Remove the duplicate, or enter the value that was meant.',
  },
  examples: {
    valid: [patchExample('two vulnerabilities', { vulnerability: ['CVE-2026-21519', 'CVE-2026-21533'] })],
    invalid: [
      patchExample('a duplicate vulnerability', { vulnerability: ['CVE-2026-21519', 'CVE-2026-21519'] }),
      productExample('a duplicate version', { 'product-version': ['8.2', '8.2'] }),
    ],
  },
  scope: 'every entry',
  check: (entry) => (entry.repeatedRoles().length === 0 ? NO_PROBLEMS : duplicates(entry)),
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    const place = problem.related?.[0];
    const first = place === undefined ? null : elementAt(tree, place.start);
    if (element === null || first === null) return [];
    // Attributes and comments can differ: they would be lost.
    const isCopy = written(element.node) === written(first.node);
    return [edited('Remove the second one', [], isCopy, [removal(tree, element)])];
  },
};

/** The source of an element without whitespace around its value. */
function written(node: ElementNode): string {
  return textOf(node)
    .replace(/>\s+/g, '>')
    .replace(/\s+<\//g, '</');
}

function* duplicates(entry: Entry): Generator<RuleProblem> {
  for (const role of entry.repeatedRoles()) {
    if (!LISTS.has(role)) continue;
    const first = new Map<string, Field>();
    for (const field of entry.fields(role)) {
      const { value } = field;
      if (value === '') continue;
      const key = keyOf(entry, role, value);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, field);
      else {
        const related = [{ message: 'first', args: [], range: earlier.range }];
        const text =
          value === earlier.value
            ? { message: 'duplicate', args: [value] }
            : { message: 'spelled', args: [value, earlier.value] };
        yield { ...text, range: field.range, related };
      }
    }
  }
}

/** Other spellings of targets and platforms are reported by the rule about spelling, which looks at the whole file. */
function keyOf(entry: Entry, role: FieldRole, value: string): string {
  const kind = useOf(entry.container, role)?.kind;
  return kind === undefined || kind === 'target' || kind === 'platform'
    ? value
    : identifierKey(entry.vocabulary.identity, { kind, value, vendor: '' });
}
