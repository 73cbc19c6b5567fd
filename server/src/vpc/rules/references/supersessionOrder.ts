import { Conclusion, referAlike } from '../conclusion';
import { vendorsIn, type PatchIndex } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { dayOf } from '../time/days';
import { lookupIn, patchIdRange, referenceRange, referencesIn } from './lookup';

interface Reversed {
  readonly index: PatchIndex;
  readonly other: PatchIndex;
  readonly id: string;
}

/** vpc/supersession-order: a patch replaces what came out before it. */
export const supersessionOrder: Rule = {
  id: 'vpc/supersession-order',
  title: 'A patch replaces only patches that came out before it',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    reversed:
      'This patch replaces "{0}", which was released later. Readers would take the older one of the two: turn the reference round, or correct a date.',
    other: 'Here is the later one.',
  },
  docs: {
    what: 'A patch that replaces another one of the same file must not have been released on an earlier day.',
    why: 'A patch cannot contain what did not exist yet. Mostly the reference goes the wrong way, and readers are led to the older patch.',
    todo: 'Turn the reference round, or correct the release date that is wrong.',
  },
  examples: {
    valid: [
      vendorExample('the newer one replaces the older one', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2', released: '2026-01-13T08:00:00Z' },
      ]),
    ],
    invalid: [
      vendorExample('the older one replaces the newer one', [
        { 'patch-id': 'KB2', 'superseded-by': 'KB1' },
        { 'patch-id': 'KB1', supersedes: 'KB2', released: '2026-01-13T08:00:00Z' },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { index, other, id } of reversed.from(vendorsIn(publication))) {
      yield {
        message: 'reversed',
        args: [id],
        range: referenceRange(publication, index, 'supersedes', id),
        related: [{ message: 'other', args: [], range: patchIdRange(publication, other) }],
      };
    }
  },
};

const reversed = new Conclusion<readonly Reversed[]>(
  (a, b) => referAlike(a, b) && a.times.released === b.times.released,
  (vendors) => {
    const lookup = lookupIn(vendors);
    const found: Reversed[] = [];
    for (const { index, role, id, other } of referencesIn(vendors)) {
      if (role !== 'supersedes' || other === undefined) continue;
      const { released } = lookup.digest(index).times;
      const later = lookup.digest(other).times.released;
      if (released === -Infinity || later <= released || dayOf(later) === dayOf(released)) continue;
      found.push({ index, other, id });
    }
    return found;
  },
);
