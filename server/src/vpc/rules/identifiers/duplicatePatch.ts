import { Gathering } from '../../gather';
import type { Entry } from '../../model';
import { onEntries, type Finding, type Rule } from '../rule';
import { vendorExample } from '../examples';

/** The patch ids of a vendor, remembered for each run of patches. */
const patchIds = new Gathering<string>(
  (patch) => {
    const id = (patch as Entry<'patch'>).value('patch-id');
    return id === undefined ? [] : [id];
  },
  undefined,
  ['patch'],
);

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
  ...onEntries('patch-vendor', (vendor) => {
    const ids = patchIds.from(vendor, 'patch');
    return new Set(ids).size === ids.length ? [] : duplicates(vendor);
  }),
};

/** Looks for the places only once it is known that there are any: vendors have thousands of patches. */
function* duplicates(vendor: Entry<'patch-vendor'>): Generator<Finding> {
  const first = new Map<string, Finding['range']>();
  for (const { entry: patch, at } of vendor.entries('patch')) {
    const id = patch.fact('patch-id');
    if (id === undefined || id.value === '') continue;
    const range = { start: at + id.range.start, end: at + id.range.end };
    const earlier = first.get(id.value);
    if (earlier === undefined) first.set(id.value, range);
    else {
      yield {
        message: 'duplicate',
        args: [id.value],
        range,
        related: [{ message: 'first', args: [], range: earlier }],
      };
    }
  }
}
