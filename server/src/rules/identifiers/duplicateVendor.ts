import type { Entry } from '../../domain/model';
import { shiftedRange, type Range } from '../../domain/field';
import { publicationExample } from '../examples';
import { vendorAt, vendorsIn } from '../digest';
import { CachedEntry } from '../cachedEntry';
import type { RuleProblem, Rule } from '../rule';

export const duplicateVendor: Rule = {
  id: 'vpc/duplicate-vendor',
  title: 'A patch vendor is listed once in a file',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'Duplicate patch vendor "{0}". Readers who find one of the two miss the patches of the other: move all its patches into one.',
    spelled:
      'Duplicate patch vendor "{0}": it is the same as "{1}". Readers who find one of the two miss the patches of the other: move all its patches into one.',
    first: 'The first occurrence is here.',
  },
  docs: {
    what: 'No two patch vendors of one file may have the same identifier, in any spelling: case and punctuation do not count.',
    why: 'A patch is looked up by its patch vendor and identifier. If the vendor is listed twice, half of its patches are not found, and the same patch may be listed under both.',
    todo: 'Move the patches of the second vendor to the first and delete the second, or correct its identifier.',
  },
  examples: {
    valid: [
      publicationExample('two patch vendors', {
        'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'Adobe' }],
      }),
    ],
    invalid: [
      publicationExample('a duplicate patch vendor', {
        'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'Microsoft' }],
      }),
      publicationExample('another spelling', {
        'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'MICROSOFT' }],
      }),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    const first = new Map<string, number>();
    const vendors = vendorsIn(publication);
    for (let index = 0; index < vendors.length; index++) {
      const { id } = vendors[index]!;
      if (id === '') continue;
      const key = publication.vocabulary.identity.vendor(id);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, index);
      else {
        const firstId = vendors[earlier]!.id;
        yield {
          ...(id === firstId ? { message: 'duplicate', args: [id] } : { message: 'spelled', args: [id, firstId] }),
          range: idRange(publication, index),
          related: [{ message: 'first', args: [], range: idRange(publication, earlier) }],
        };
      }
    }
  },
};

function idRange(publication: Entry<'publication'>, index: number): Range {
  const { entry, at } = vendorAt(publication, index);
  return shiftedRange(new CachedEntry(entry).field('vendor-id')!.range, at);
}
