import { vendorsIn } from '../digest';
import { vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { referenceRange } from './resolve';
import { unknownReferences } from './unknownPatch';

const unknown = unknownReferences(['supersedes']);

/** Identifiers that a message lists at most. */
const MAX_SHOWN = 3;

/** One problem for the whole file: most superseded patches are old. */
export const unknownSuperseded: Rule = {
  id: 'vpc/unknown-superseded',
  title: 'Superseded patches are described',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    unknown:
      'No known file describes some superseded patches ({0}: {1}). Sites that have them installed cannot look up their last state: keep them in this file, or keep an earlier edition beside it.',
  },
  docs: {
    what: 'Superseded patches should be described in the same file or in another file of the workspace. At most one problem is reported for each file, with their number.',
    why: 'Readers who have the older patch look it up first. If it is described, they see its last state and what supersedes it.',
    todo: 'Keep the older patches in the file with their last statements. Patches from before your first publication cannot be described: ignore the problem for those.',
  },
  examples: {
    valid: [
      vendorExample('the older patch is in the file', [
        { 'patch-id': 'KB5075906', supersedes: 'KB5073457' },
        { 'patch-id': 'KB5073457', 'superseded-by': 'KB5075906' },
      ]),
    ],
    invalid: [
      vendorExample('the older patch is not in the file', [{ 'patch-id': 'KB5075906', supersedes: 'KB5073457' }]),
    ],
  },
  scope: 'document',
  *check(publication, { others }): Generator<RuleProblem> {
    if (others?.complete === false) return;
    const vendors = vendorsIn(publication);
    const found = unknown.get(vendors).filter(({ id, index }) => !others?.describes(id, vendors[index.vendor]!.id));
    const [first] = found;
    if (first === undefined) return;
    const ids = [...new Set(found.map(({ id }) => id))];
    const shown = ids.slice(0, MAX_SHOWN).join(', ') + (ids.length > MAX_SHOWN ? ', …' : '');
    const range = referenceRange(publication, first.index, first.role, first.id);
    yield { message: 'unknown', args: [String(ids.length), shown], range };
  },
};
