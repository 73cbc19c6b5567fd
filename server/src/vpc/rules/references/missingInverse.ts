import { Conclusion, referAlike } from '../conclusion';
import { vendorsIn, type PatchIndex } from '../digest';
import { elementAt, insertion } from '../edits';
import { edited } from '../fixes';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { isSamePatch, lookupIn, patchIdRange, referenceRange, referencesIn } from './lookup';

/** A patch that does not say what another one says of the two. */
interface Missing {
  readonly at: PatchIndex;
  /** What it should say, and of which patch. */
  readonly role: 'supersedes' | 'superseded-by';
  readonly id: string;
  /** The patch that says it. */
  readonly saidBy: PatchIndex;
  /** The identifier of the patch that does not. */
  readonly own: string;
}

const OPPOSITE = { supersedes: 'superseded-by', 'superseded-by': 'supersedes' } as const;

/** vpc/missing-inverse: that one patch replaces another is said at both. */
export const missingInverse: Rule = {
  id: 'vpc/missing-inverse',
  title: 'That a patch replaces another is said at both of them',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    'superseded-by':
      'The patch "{0}" replaces this one, but this one does not say so: who looks at it does not see that there is a newer one. Add the reference.',
    supersedes:
      'The patch "{0}" says that this one replaces it, but this one does not say so: who looks at it does not see what it makes unnecessary. Add the reference.',
    said: 'Here it is said.',
  },
  docs: {
    what: 'Where one patch of a file says that it replaces another one of the file, the other one must say what replaces it, and the other way round.',
    why: 'People look at one patch at a time. Who looks at the older one must see that there is a newer one.',
    todo: 'Add the missing reference. The fix does it.',
  },
  examples: {
    valid: [
      vendorExample('said at both', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2' },
      ]),
    ],
    invalid: [
      vendorExample('said at the newer one only', [{ 'patch-id': 'KB2', supersedes: 'KB1' }, { 'patch-id': 'KB1' }]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { at, role, id, saidBy, own } of missing.from(vendorsIn(publication))) {
      const range = referenceRange(publication, saidBy, OPPOSITE[role], own);
      yield {
        message: role,
        args: [id],
        range: patchIdRange(publication, at),
        related: [{ message: 'said', args: [], range }],
        data: { role, id },
      };
    }
  },
  fixes: (problem, document) => {
    const { role, id } = problem.data ?? {};
    const patch = elementAt(document.tree, problem.start)?.parent;
    if (!patch || typeof id !== 'string' || (role !== 'supersedes' && role !== 'superseded-by')) return [];
    const edit = insertion(document, patch, 'patch', role, id);
    return edit === null ? [] : [edited('Say it here too: "{0}"', [id], true, [edit])];
  },
};

const missing = new Conclusion<readonly Missing[]>(referAlike, (vendors) => {
  const lookup = lookupIn(vendors);
  const found: Missing[] = [];
  for (const { index, role, id: own, other: at } of referencesIn(vendors)) {
    if (role === 'prerequisite' || at === undefined || isSamePatch(at, index)) continue;
    const { id } = lookup.digest(index);
    if (id === '' || lookup.digest(at).references[OPPOSITE[role]].includes(id)) continue;
    found.push({ at, role: OPPOSITE[role], id, saidBy: index, own });
  }
  return found;
});
