import type { Entry } from '../../model';
import { factRoles, type Container, type FactRole } from '../../roles';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productExample } from '../examples';
import type { Finding, Rule } from '../rule';

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
  check: duplicates,
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    return element === null ? [] : [edited('Remove the second one', [], true, [removal(tree, element)])];
  },
};

function* duplicates(entry: Entry): Generator<Finding> {
  for (const role of listsIn(entry.container)) {
    const facts = entry.facts(role);
    if (facts.length < 2) continue;
    const first = new Map<string, Finding['range']>();
    for (const { value, range } of facts) {
      const earlier = first.get(value);
      if (value === '') continue;
      if (earlier === undefined) first.set(value, range);
      else {
        const related = [{ message: 'first', args: [], range: earlier }];
        yield { message: 'duplicate', args: [value], range, related };
      }
    }
  }
}

const lists = new Map<Container, readonly FactRole[]>();

function listsIn(container: Container): readonly FactRole[] {
  let roles = lists.get(container);
  if (roles === undefined) lists.set(container, (roles = factRoles(container).filter((role) => LISTS.has(role))));
  return roles;
}
