import { shiftedRange } from '../../fact';
import { stateById } from '../../states';
import { publicationOf, type Entry } from '../../model';
import { escapeText } from '../../escape';
import { Conclusion, referAlike } from '../conclusion';
import { patchAt, vendorsIn, type PatchIndex, type ReferenceRole } from '../digest';
import { edited } from '../fixes';
import { productDraft, vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './lookup';

interface Idle {
  readonly index: PatchIndex;
  readonly by: string;
  /** Where that is said, and of which patch. */
  readonly said: { readonly index: PatchIndex; readonly role: ReferenceRole; readonly id: string };
}

/** vpc/superseded-in-test: nobody goes on testing what was replaced. */
export const supersededInTest: Rule = {
  id: 'vpc/superseded-in-test',
  title: 'A patch that was replaced is no longer in test',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    idle: 'This patch was replaced by "{0}" and is still in test for {1} of its products. Readers wait for a result that will not come: say how testing ended, for example by "{2}" and a comment.',
    said: 'Here it is said.',
  },
  docs: {
    what: 'A patch that another one replaces must not be in test any more for any product. There is one finding for a patch.',
    why: 'Asset owners wait with installing as long as a patch is in test. The result that they need is that of the newer patch.',
    todo: 'Give the products a final state: what testing said, or that the patch is not applicable any more, with a comment that names the newer one.',
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
  *check(publication): Generator<Finding> {
    for (const { index, by, said } of idle.from(vendorsIn(publication))) {
      const { entry, at } = patchAt(publication, index);
      const states = statesInTest(entry);
      const reference = referenceRange(publication, said.index, said.role, said.id);
      const ended = stateById(entry.vocabulary.profile, 'not-applicable')?.value ?? '';
      const range = shiftedRange(states[0]!, at);
      yield {
        message: 'idle',
        args: [by, String(states.length), ended],
        range,
        related: [{ message: 'said', args: [], range: reference }],
      };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    const ended = stateById(vocabulary.profile, 'not-applicable')?.value;
    if (publication === null || ended === undefined) return [];
    for (const { index } of idle.from(vendorsIn(publication.entry))) {
      const { entry, at } = patchAt(publication.entry, index);
      const ranges = statesInTest(entry).map((range) => shiftedRange(range, publication.at + at));
      if (ranges[0]?.start !== problem.start) continue;
      const text = escapeText(ended);
      const edits = ranges.map(({ start, end }) => ({ start, end, text }));
      return [edited('Set all of them to "{0}"', [ended], false, edits)];
    }
    return [];
  },
};

/** Where a patch says of products that it is in test; counts from the patch's start. */
function statesInTest(patch: Entry<'patch'>): { start: number; end: number }[] {
  return patch.entries('product').flatMap(({ entry, at }) => {
    const fact = entry.fact('state');
    return fact !== undefined && entry.vocabulary.state(fact.value)?.id === 'in-test'
      ? [shiftedRange(fact.range, at)]
      : [];
  });
}

const idle = new Conclusion<readonly Idle[]>(
  (a, b) => referAlike(a, b) && a.progress.inTest === b.progress.inTest,
  (vendors) => {
    const lookup = lookupIn(vendors);
    const found = new Map<string, Idle>();
    const add = (index: PatchIndex, by: string, said: Idle['said']): void => {
      if (by === '' || lookup.digest(index).progress.inTest === 0) return;
      const key = `${index.vendor} ${index.patch}`;
      if (!found.has(key)) found.set(key, { index, by, said });
    };
    for (const { index, role, id, other } of referencesIn(vendors)) {
      const own = lookup.digest(index).id;
      if (role === 'superseded-by' && id !== own) add(index, id, { index, role, id });
      if (role === 'supersedes' && other !== undefined && !isSamePatch(other, index))
        add(other, own, { index, role, id });
    }
    return [...found.values()];
  },
);
