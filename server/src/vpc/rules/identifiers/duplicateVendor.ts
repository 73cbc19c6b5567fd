import type { Entry } from '../../model';
import { shiftedRange, type Range } from '../../fact';
import { publicationExample } from '../examples';
import { vendorAt, vendorsIn } from '../digest';
import { Reading } from '../reading';
import type { Finding, Rule } from '../rule';

/** vpc/duplicate-vendor: a patch vendor stands once in a file. */
export const duplicateVendor: Rule = {
  id: 'vpc/duplicate-vendor',
  title: 'A patch vendor stands once in a file',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'The patch vendor "{0}" stands more than once in this file; readers look for its patches in one place and miss those in the other. Put all its patches under one.',
    first: 'Here it stands first.',
  },
  docs: {
    what: 'No two patch vendors of one file may have the same identifier.',
    why: 'A patch is looked up by its vendor and its identifier. Where the vendor stands twice, half of its patches are not found, and the same patch may stand under both.',
    todo: 'Move the patches of the second one under the first one and delete it, or correct its identifier.',
  },
  examples: {
    valid: [
      publicationExample('two vendors', { 'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'Adobe' }] }),
    ],
    invalid: [
      publicationExample('a vendor twice', {
        'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'Microsoft' }],
      }),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    const first = new Map<string, number>();
    const vendors = vendorsIn(publication);
    for (let index = 0; index < vendors.length; index++) {
      const { id } = vendors[index]!;
      const earlier = first.get(id);
      if (id === '') continue;
      if (earlier === undefined) first.set(id, index);
      else {
        yield {
          message: 'duplicate',
          args: [id],
          range: idRange(publication, index),
          related: [{ message: 'first', args: [], range: idRange(publication, earlier) }],
        };
      }
    }
  },
};

function idRange(publication: Entry<'publication'>, index: number): Range {
  const { entry, at } = vendorAt(publication, index);
  return shiftedRange(new Reading(entry).fact('vendor-id')!.range, at);
}
