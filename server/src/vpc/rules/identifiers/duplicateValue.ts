import type { Fact } from '../../fact';
import type { Entry } from '../../model';
import type { FactRole } from '../../roles';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import { NO_FINDINGS, type Finding, type Rule } from '../rule';

/** Of these an entry may have several, and each says something of its own. */
const LISTS: ReadonlySet<FactRole> = new Set([
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

/** vpc/duplicate-value: what may be listed stands once in its list. */
export const duplicateValue: Rule = {
  id: 'vpc/duplicate-value',
  title: 'Nothing is listed twice in one place',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    duplicate:
      '"{0}" is listed here a second time. It says nothing new and makes counts wrong: remove it, or correct it.',
    first: 'Here it stands first.',
  },
  docs: {
    what: 'Vulnerabilities, bulletins, targets, related patches, addresses and hashes of a patch, and versions and platforms of a product, must be listed once each.',
    why: 'Tools that count (vulnerabilities removed, versions tested) count twice. Often one of the two was meant to be another value, which is missing then.',
    todo: 'Remove the second one, or write what was meant.',
  },
  examples: {
    valid: [patchExample('two vulnerabilities', { vulnerability: ['CVE-2026-21519', 'CVE-2026-21533'] })],
    invalid: [
      patchExample('a vulnerability twice', { vulnerability: ['CVE-2026-21519', 'CVE-2026-21519'] }),
      productExample('a version twice', { 'product-version': ['8.2', '8.2'] }),
    ],
  },
  scope: 'every entry',
  check: (entry) => (entry.rolesOfSeveral().length === 0 ? NO_FINDINGS : duplicates(entry)),
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    return element === null ? [] : [edited('Remove the second one', [], true, [removal(tree, element)])];
  },
};

function* duplicates(entry: Entry): Generator<Finding> {
  for (const role of entry.rolesOfSeveral()) {
    if (!LISTS.has(role)) continue;
    const first = new Map<string, Fact>();
    for (const fact of entry.facts(role)) {
      const { value } = fact;
      const earlier = first.get(value);
      if (value === '') continue;
      if (earlier === undefined) first.set(value, fact);
      else {
        const related = [{ message: 'first', args: [], range: earlier.range }];
        yield { message: 'duplicate', args: [value], range: fact.range, related };
      }
    }
  }
}
