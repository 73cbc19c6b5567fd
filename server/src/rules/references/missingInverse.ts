import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { vendorsIn, type PatchIndex } from '../digest';
import { elementAt, insertion } from '../edits';
import { edited } from '../fixes';
import { vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { isSamePatch, lookupIn, patchIdRange, referenceRange, referencesIn } from './resolve';

/** A patch that lacks the inverse of another patch's reference to it. */
interface Missing {
  readonly at: PatchIndex;
  /** The missing reference. */
  readonly role: 'supersedes' | 'superseded-by';
  readonly id: string;
  /** The patch whose reference has no inverse. */
  readonly referrer: PatchIndex;
  /** The identifier of the patch that lacks the reference. */
  readonly own: string;
}

const INVERSE = { supersedes: 'superseded-by', 'superseded-by': 'supersedes' } as const;

export const missingInverse: Rule = {
  id: 'vpc/missing-inverse',
  title: 'A supersedence reference is present at both patches',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    'superseded-by':
      'Patch "{0}" supersedes this one, but the reference back to it is missing here. Readers of this patch do not see that there is a newer one: add the reference.',
    supersedes:
      'Patch "{0}" is superseded by this one, but the reference back to it is missing here. Readers of this patch do not see what it supersedes: add the reference.',
    reference: 'The reference is here.',
  },
  docs: {
    what: 'If one patch of a file supersedes another one of the file, the other one must refer back to it, and vice versa.',
    why: 'People look at one patch at a time. Readers of the older patch must see that there is a newer one.',
    todo: 'Add the missing reference. The fix does this.',
  },
  examples: {
    valid: [
      vendorExample('a reference at both patches', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2' },
      ]),
    ],
    invalid: [
      vendorExample('a reference at the newer patch only', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1' },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    for (const { at, role, id, referrer, own } of missing.get(vendorsIn(publication))) {
      const range = referenceRange(publication, referrer, INVERSE[role], own);
      yield {
        message: role,
        args: [id],
        range: patchIdRange(publication, at),
        related: [{ message: 'reference', args: [], range }],
        data: { role, id },
      };
    }
  },
  fixes: (problem, document) => {
    const { role, id } = problem.data ?? {};
    const patch = elementAt(document.tree, problem.start)?.parent;
    if (!patch || typeof id !== 'string' || (role !== 'supersedes' && role !== 'superseded-by')) return [];
    const edit = insertion(document, patch, 'patch', role, id);
    return edit === null ? [] : [edited('Add the reference to "{0}"', [id], true, [edit])];
  },
};

const missing = new DerivedQuery<readonly Missing[]>(hasSameReferences, (vendors) => {
  const lookup = lookupIn(vendors);
  const found: Missing[] = [];
  const known = new Map<string, ReadonlySet<string>>();
  /** The keys of the patches that a patch refers to in a role. */
  const keysIn = (at: PatchIndex, role: Missing['role']): ReadonlySet<string> => {
    const place = `${at.vendor} ${at.patch} ${role}`;
    let keys = known.get(place);
    if (keys === undefined) {
      keys = new Set(lookup.digest(at).references[role].map((other) => lookup.key(at.vendor, other)));
      known.set(place, keys);
    }
    return keys;
  };
  for (const { index, role, id: own, other: at } of referencesIn(vendors)) {
    if (role === 'prerequisite' || at === undefined || isSamePatch(at, index)) continue;
    const { id } = lookup.digest(index);
    const key = lookup.key(index.vendor, id);
    if (id === '' || keysIn(at, INVERSE[role]).has(key)) continue;
    found.push({ at, role: INVERSE[role], id, referrer: index, own });
  }
  return found;
});
