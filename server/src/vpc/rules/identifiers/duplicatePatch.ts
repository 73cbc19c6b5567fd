import { Conclusion } from '../conclusion';
import { vendorsIn, type PatchIndex } from '../digest';
import { vendorExample } from '../examples';
import { lookupIn, patchIdRange } from '../references/lookup';
import type { Finding, Rule } from '../rule';

/** vpc/duplicate-patch: a patch stands once under its vendor. */
export const duplicatePatch: Rule = {
  id: 'vpc/duplicate-patch',
  title: 'A patch stands once under its vendor',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'The patch "{0}" stands more than once under this vendor, and readers cannot tell which one holds. Put all its products under one, or correct the identifier.',
    first: 'Here it stands first.',
  },
  docs: {
    what: 'No two patches of one patch vendor may have the same identifier.',
    why: 'Readers and tools look a patch up by its identifier. Where it stands twice, they see the results of one of the two only.',
    todo: 'Move the products of the second one under the first one and delete it, or correct its identifier.',
  },
  examples: {
    valid: [vendorExample('two patches', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075904' }])],
    invalid: [vendorExample('a patch twice', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075906' }])],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { id, first, again } of duplicates.from(vendorsIn(publication))) {
      yield {
        message: 'duplicate',
        args: [id],
        range: patchIdRange(publication, again),
        related: [{ message: 'first', args: [], range: patchIdRange(publication, first) }],
      };
    }
  },
};

interface Duplicate {
  readonly id: string;
  readonly first: PatchIndex;
  readonly again: PatchIndex;
}

const duplicates = new Conclusion<readonly Duplicate[]>(
  (a, b) => a.id === b.id,
  (vendors) =>
    vendors.flatMap(({ patches }, vendor) => {
      if (lookupIn(vendors).isUnique(vendor)) return [];
      const found: Duplicate[] = [];
      const first = new Map<string, number>();
      for (let patch = 0; patch < patches.length; patch++) {
        const { id } = patches[patch]!;
        const earlier = first.get(id);
        if (earlier === undefined) first.set(id, patch);
        else if (id !== '') found.push({ id, first: { vendor, patch: earlier }, again: { vendor, patch } });
      }
      return found;
    }),
);
