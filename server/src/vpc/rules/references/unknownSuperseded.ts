import { vendorsIn } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { referenceRange } from './lookup';
import { unknownReferences } from './unknownPatch';

const unknown = unknownReferences(['supersedes']);

/** Identifiers that a message lists. */
const SHOWN = 3;

/** vpc/unknown-superseded: what a patch replaces is described somewhere. One finding a file: most of them are old. */
export const unknownSuperseded: Rule = {
  id: 'vpc/unknown-superseded',
  title: 'What a patch replaces is described somewhere',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    unknown:
      "Patches that this file's patches replace are described nowhere ({0}: {1}). Readers who have them installed do not see what was said of them; keep them in the file, or in an earlier edition at hand.",
  },
  docs: {
    what: 'Patches that are replaced by others should be described in the same file or in another file of the workspace. There is one finding for a file, with their number.',
    why: 'Readers who come from the older patch look it up first. Where it is described, they see what held for it and what replaces it.',
    todo: 'Keep the older patches in the file with their last results. Patches from before your first publication cannot be described; leave it at that.',
  },
  examples: {
    valid: [
      vendorExample('the older patch stands in the file', [
        { 'patch-id': 'KB5075906', supersedes: 'KB5073457' },
        { 'patch-id': 'KB5073457', 'superseded-by': 'KB5075906' },
      ]),
    ],
    invalid: [vendorExample('the older patch is not there', [{ 'patch-id': 'KB5075906', supersedes: 'KB5073457' }])],
  },
  scope: 'document',
  *check(publication, { others }): Generator<Finding> {
    if (others?.complete === false) return;
    const found = unknown.from(vendorsIn(publication)).filter(({ id }) => !others?.describes(id));
    const [first] = found;
    if (first === undefined) return;
    const ids = [...new Set(found.map(({ id }) => id))];
    const shown = ids.slice(0, SHOWN).join(', ') + (ids.length > SHOWN ? ', …' : '');
    const range = referenceRange(publication, first.index, first.role, first.id);
    yield { message: 'unknown', args: [String(ids.length), shown], range };
  },
};
