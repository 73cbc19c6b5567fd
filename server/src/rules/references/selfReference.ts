import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { vendorsIn } from '../digest';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { lookupIn, referenceRange, referencesIn, type Reference } from './resolve';

export const selfReference: Rule = {
  id: 'vpc/self-reference',
  title: 'A patch does not refer to itself',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    prerequisite:
      'Patch "{0}" is its own prerequisite, so it can never be installed. Correct the identifier, or remove the reference.',
    supersedes:
      'Patch "{0}" supersedes itself, so tools that skip superseded patches skip it. Correct the identifier, or remove the reference.',
    'superseded-by':
      'Patch "{0}" is superseded by itself, so tools that skip superseded patches skip it. Correct the identifier, or remove the reference.',
  },
  docs: {
    what: 'A patch must not name itself as its prerequisite, as a patch it supersedes or as a patch that supersedes it.',
    why: 'Tools that follow such references do not offer the patch, or never terminate.',
    todo: 'Enter the identifier of the patch that was meant, or remove the reference.',
  },
  examples: {
    valid: [patchExample('supersedes another patch', { 'patch-id': 'KB5075906', supersedes: 'KB5073457' })],
    invalid: [
      patchExample('supersedes itself', { 'patch-id': 'KB5075906', supersedes: 'KB5075906' }),
      patchExample('is its own prerequisite', { 'patch-id': 'KB5075906', prerequisite: 'KB5075906' }),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    const vendors = vendorsIn(publication);
    for (const { index, role, id } of selfReferences.get(vendors)) {
      const own = lookupIn(vendors).digest(index).id;
      yield { message: role, args: [own], range: referenceRange(publication, index, role, id) };
    }
  },
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    return element === null ? [] : [edited('Remove the reference', [], false, [removal(tree, element)])];
  },
};

const selfReferences = new DerivedQuery<readonly Reference[]>(hasSameReferences, (vendors) => {
  const lookup = lookupIn(vendors);
  return referencesIn(vendors).filter(({ index, id }) => {
    const own = lookup.digest(index).id;
    return own !== '' && lookup.key(index.vendor, id) === lookup.key(index.vendor, own);
  });
});
