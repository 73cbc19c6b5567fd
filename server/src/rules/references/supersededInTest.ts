import { shiftedRange } from '../../domain/field';
import { stateById } from '../../domain/states';
import { publicationOf, type Entry } from '../../domain/model';
import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { patchAt, vendorsIn, type PatchIndex, type ReferenceRole } from '../digest';
import { edited, valueEdit } from '../fixes';
import { productDraft, vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './resolve';

interface Idle {
  readonly index: PatchIndex;
  readonly by: string;
  /** The reference between the two patches. */
  readonly reference: { readonly index: PatchIndex; readonly role: ReferenceRole; readonly id: string };
}

export const supersededInTest: Rule = {
  id: 'vpc/superseded-in-test',
  title: 'A superseded patch is no longer in test',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    idle: 'This patch is superseded by "{0}" but still in test for {1} of its products. Asset owners wait for a result that will not come: set a final state, for example "{2}" with a comment.',
    reference: 'The reference is here.',
  },
  docs: {
    what: 'A patch that another one supersedes must not be in test for any product. At most one problem is reported for each patch.',
    why: 'Asset owners postpone installation as long as a patch is in test. The result they need is that of the newer patch.',
    todo: 'Give the products a final state: the test result, or not applicable with a comment that names the newer patch.',
  },
  examples: {
    valid: [
      vendorExample('testing has ended', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2', product: [productDraft({ state: 'Not Applicable' })] },
      ]),
    ],
    invalid: [
      vendorExample('testing goes on', [
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2', product: [productDraft({ state: 'In Test' })] },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    for (const { index, by, reference } of idle.get(vendorsIn(publication))) {
      const { entry, at } = patchAt(publication, index);
      const states = statesInTest(entry);
      const referringRange = referenceRange(publication, reference.index, reference.role, reference.id);
      const ended = stateById(entry.vocabulary.profile, 'not-applicable')?.value ?? '';
      const range = shiftedRange(states[0]!, at);
      yield {
        message: 'idle',
        args: [by, String(states.length), ended],
        range,
        related: [{ message: 'reference', args: [], range: referringRange }],
      };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    const ended = stateById(vocabulary.profile, 'not-applicable')?.value;
    if (publication === null || ended === undefined) return [];
    for (const { index } of idle.get(vendorsIn(publication.entry))) {
      const { entry, at } = patchAt(publication.entry, index);
      const ranges = statesInTest(entry).map((range) => shiftedRange(range, publication.at + at));
      if (ranges[0]?.start !== problem.start) continue;
      const edits = ranges.map((range) => valueEdit(range, ended));
      return [edited('Set all of them to "{0}"', [ended], false, edits)];
    }
    return [];
  },
};

/** The ranges of the in-test states of a patch's products; they count from the patch's start. */
function statesInTest(patch: Entry<'patch'>): { start: number; end: number }[] {
  return patch.entries('product').flatMap(({ entry, at }) => {
    const field = entry.field('state');
    return field !== undefined && entry.vocabulary.state(field.value)?.id === 'in-test'
      ? [shiftedRange(field.range, at)]
      : [];
  });
}

const idle = new DerivedQuery<readonly Idle[]>(
  (a, b) => hasSameReferences(a, b) && a.progress.inTest === b.progress.inTest,
  (vendors) => {
    const lookup = lookupIn(vendors);
    const found = new Map<string, Idle>();
    const add = (index: PatchIndex, by: string, reference: Idle['reference']): void => {
      if (by === '' || lookup.digest(index).progress.inTest === 0) return;
      const key = `${index.vendor} ${index.patch}`;
      if (!found.has(key)) found.set(key, { index, by, reference });
    };
    for (const { index, role, id, other } of referencesIn(vendors)) {
      const own = lookup.digest(index).id;
      if (role === 'superseded-by' && lookup.key(index.vendor, id) !== lookup.key(index.vendor, own))
        add(index, id, { index, role, id });
      if (role === 'supersedes' && other !== undefined && !isSamePatch(other, index))
        add(other, own, { index, role, id });
    }
    return [...found.values()];
  },
);
