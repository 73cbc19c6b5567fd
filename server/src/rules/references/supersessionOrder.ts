import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { vendorsIn, type PatchIndex } from '../digest';
import { vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { lookupIn, patchIdRange, referenceRange, referencesIn } from './resolve';
import { dayOf } from '../../domain/dateTime';

interface Reversed {
  readonly index: PatchIndex;
  readonly other: PatchIndex;
  readonly id: string;
}

export const supersessionOrder: Rule = {
  id: 'vpc/supersession-order',
  title: 'A patch supersedes only patches released before it',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    reversed:
      'This patch supersedes "{0}", which was released later. Readers would install the older of the two: reverse the reference, or correct a release date.',
    other: 'The later patch is here.',
  },
  docs: {
    what: 'A patch must not have been released on an earlier day than a patch of the same file that it supersedes.',
    why: 'A patch cannot contain what did not exist yet. Usually the reference points the wrong way and leads readers to the older patch.',
    todo: 'Reverse the reference, or correct the wrong release date.',
  },
  examples: {
    valid: [
      vendorExample('the newer patch supersedes the older one', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2', released: '2026-01-13T08:00:00Z' },
      ]),
    ],
    invalid: [
      vendorExample('the older patch supersedes the newer one', [
        { 'patch-id': 'KB2', 'superseded-by': 'KB1' },
        { 'patch-id': 'KB1', supersedes: 'KB2', released: '2026-01-13T08:00:00Z' },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    for (const { index, other, id } of reversed.get(vendorsIn(publication))) {
      yield {
        message: 'reversed',
        args: [id],
        range: referenceRange(publication, index, 'supersedes', id),
        related: [{ message: 'other', args: [], range: patchIdRange(publication, other) }],
      };
    }
  },
};

const reversed = new DerivedQuery<readonly Reversed[]>(
  (a, b) => hasSameReferences(a, b) && a.times.released === b.times.released,
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
