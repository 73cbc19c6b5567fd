import { shiftedRange, type Range } from '../../fact';
import { productFacts, productKeys } from '../../identifiers/facts';
import type { Entry, PlacedEntry } from '../../model';
import { canBeInstalled } from '../../states';
import type { State } from '../../profile';
import { patchAt, vendorsIn, type PatchIndex } from '../digest';
import { productDraft, vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './lookup';

/** vpc/prerequisite-not-approved: what must be installed first may be installed, too. */
export const prerequisiteNotApproved: Rule = {
  id: 'vpc/prerequisite-not-approved',
  title: 'Where a patch may be installed, so may its prerequisites',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    blocked:
      'This patch is "{0}" for {1}, but "{2}", which must be installed first, is "{3}" there. Readers can install neither: correct one of the states, or the reference.',
    state: 'Here it is "{0}".',
  },
  docs: {
    what: 'A product for which a patch is approved or released must not have a prerequisite of that patch that is available, in test or not approved for the same product, version and platform in the same file. There is one finding for each prerequisite of a patch. A prerequisite that is not applicable is none there.',
    why: 'Who plans to install the approved patch finds out at the machine that it needs another one that must not be there.',
    todo: 'Correct the state that is wrong. Where the prerequisite is still in test, leave the patch in test too; where it is not needed for this product, say so in a comment and suppress the finding.',
  },
  examples: {
    valid: [
      vendorExample('both are approved', [
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [productDraft(approved())] },
        { 'patch-id': 'KB1', product: [productDraft(approved())] },
      ]),
      vendorExample('the prerequisite does not apply', [
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [productDraft(approved())] },
        { 'patch-id': 'KB1', product: [productDraft({ state: 'Not Applicable' })] },
      ]),
    ],
    invalid: [
      vendorExample('the prerequisite is still in test', [
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [productDraft(approved())] },
        { 'patch-id': 'KB1', product: [productDraft({ state: 'In Test' })] },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    const vendors = vendorsIn(publication);
    const lookup = lookupIn(vendors);
    for (const { index, role, id, other } of referencesIn(vendors)) {
      if (role !== 'prerequisite' || other === undefined || isSamePatch(other, index)) continue;
      const { products, available, inTest } = lookup.digest(index).progress;
      const blocked = available + inTest === products ? null : blockedBy(publication, index, other);
      if (blocked === null) continue;
      const { words, state, by, range } = blocked;
      yield {
        message: 'blocked',
        args: [state.value, words, id, by.value],
        range: referenceRange(publication, index, 'prerequisite', id),
        related: [{ message: 'state', args: [by.value], range }],
      };
    }
  },
};

function approved() {
  return { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' };
}

interface Blocked {
  readonly words: string;
  readonly state: State;
  /** The prerequisite's state, and where it stands in the publication. */
  readonly by: State;
  readonly range: Range;
}

/** The first product for which a patch may be installed and its prerequisite may not. */
function blockedBy(publication: Entry<'publication'>, patch: PatchIndex, first: PatchIndex): Blocked | null {
  const needed = new Map<string, Omit<Blocked, 'words' | 'state'>>();
  for (const { state, key, range } of statesIn(patchAt(publication, first))) {
    if (!canBeInstalled(state.id) && state.id !== 'not-applicable' && !needed.has(key)) {
      needed.set(key, { by: state, range });
    }
  }
  if (needed.size === 0) return null;
  for (const { state, key } of statesIn(patchAt(publication, patch))) {
    const found = canBeInstalled(state.id) ? needed.get(key) : undefined;
    if (found !== undefined) return { ...found, state, words: key.split('\n').filter(Boolean).join(', ') };
  }
  return null;
}

interface Stated {
  readonly state: State;
  /** The product, and one version and platform. */
  readonly key: string;
  readonly range: Range;
}

function* statesIn({ entry: patch, at }: PlacedEntry<'patch'>): Generator<Stated> {
  for (const product of patch.entries('product')) {
    const fact = product.entry.fact('state');
    const state = fact && patch.vocabulary.state(fact.value);
    if (fact === undefined || state === undefined) continue;
    const range = shiftedRange(fact.range, at + product.at);
    for (const key of productKeys(productFacts(product.entry))) yield { state, key, range };
  }
}
