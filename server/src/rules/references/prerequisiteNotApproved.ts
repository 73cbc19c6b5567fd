import { shiftedRange, type Range } from '../../domain/field';
import { statementKeys, type StatementKey } from '../../domain/identifiers/keys';
import { productRecord } from '../../domain/identifiers/records';
import type { Entry, PlacedEntry } from '../../domain/model';
import { canBeInstalled } from '../../domain/states';
import type { State } from '../../domain/profile';
import { patchAt, vendorsIn, type PatchIndex } from '../digest';
import { productDraft, vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './resolve';

export const prerequisiteNotApproved: Rule = {
  id: 'vpc/prerequisite-not-approved',
  title: 'Prerequisites of an installable patch are installable too',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    blocked:
      'This patch is "{0}" for {1}, but its prerequisite "{2}" is "{3}" there. Neither can be installed: correct one of the states, or the reference.',
    state: 'The prerequisite is "{0}" here.',
  },
  docs: {
    what: 'If a patch is approved or released for a product, its prerequisites must not be available, in test or not approved for the same product, version and platform in the same file. At most one problem is reported for each prerequisite of a patch. A prerequisite that is not applicable to the product is ignored.',
    why: 'Otherwise sites find out only during installation that the approved patch requires another one that must not be installed.',
    todo: 'Correct the wrong state. If the prerequisite is still in test, leave the patch in test too. If it is not needed for this product, explain this in a comment and suppress the problem.',
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
  *check(publication): Generator<RuleProblem> {
    const vendors = vendorsIn(publication);
    const lookup = lookupIn(vendors);
    for (const { index, role, id, other } of referencesIn(vendors)) {
      if (role !== 'prerequisite' || other === undefined || isSamePatch(other, index)) continue;
      const { products, available, inTest } = lookup.digest(index).progress;
      const blocked = available + inTest === products ? null : blockedBy(publication, index, other);
      if (blocked === null) continue;
      const { label, state, by, range } = blocked;
      yield {
        message: 'blocked',
        args: [state.value, label, id, by.value],
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
  readonly label: string;
  readonly state: State;
  /** The prerequisite's state, and its range, counted from the publication's start. */
  readonly by: State;
  readonly range: Range;
}

/** The first product for which a patch can be installed and its prerequisite cannot. */
function blockedBy(publication: Entry<'publication'>, patch: PatchIndex, first: PatchIndex): Blocked | null {
  const needed = new Map<string, Omit<Blocked, 'label' | 'state'>>();
  for (const { state, key, range } of statesIn(patchAt(publication, first))) {
    if (!canBeInstalled(state.id) && state.id !== 'not-applicable' && !needed.has(key)) {
      needed.set(key, { by: state, range });
    }
  }
  if (needed.size === 0) return null;
  for (const { state, key, label } of statesIn(patchAt(publication, patch))) {
    const found = canBeInstalled(state.id) ? needed.get(key) : undefined;
    if (found !== undefined) return { ...found, state, label };
  }
  return null;
}

interface ProductState extends Pick<StatementKey, 'key' | 'label'> {
  readonly state: State;
  readonly range: Range;
}

function* statesIn({ entry: patch, at }: PlacedEntry<'patch'>): Generator<ProductState> {
  for (const product of patch.entries('product')) {
    const field = product.entry.field('state');
    const state = field && patch.vocabulary.state(field.value);
    if (field === undefined || state === undefined) continue;
    const range = shiftedRange(field.range, at + product.at);
    const keys = statementKeys(productRecord(product.entry), patch.vocabulary.identity);
    for (const { key, label } of keys) yield { state, key, label, range };
  }
}
