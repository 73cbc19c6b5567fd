import { REFERENCE_ROLES } from '../digest';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample } from '../examples';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';

/** vpc/self-reference: no patch replaces itself or waits for itself. */
export const selfReference: Rule = {
  id: 'vpc/self-reference',
  title: 'A patch does not refer to itself',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    prerequisite:
      'The patch "{0}" must be installed before itself, so nobody can install it. Correct the identifier, or remove it.',
    supersedes:
      'The patch "{0}" replaces itself, so tools that skip replaced patches skip it. Correct the identifier, or remove it.',
    'superseded-by':
      'The patch "{0}" is replaced by itself, so tools that skip replaced patches skip it. Correct the identifier, or remove it.',
  },
  docs: {
    what: 'A patch must not name itself as its prerequisite, as what it replaces or as what replaces it.',
    why: 'Tools that follow such references do not offer the patch, or never come to an end.',
    todo: 'Write the identifier of the patch that was meant, or remove the reference.',
  },
  examples: {
    valid: [patchExample('it replaces another one', { 'patch-id': 'KB5075906', supersedes: 'KB5073457' })],
    invalid: [
      patchExample('it replaces itself', { 'patch-id': 'KB5075906', supersedes: 'KB5075906' }),
      patchExample('it waits for itself', { 'patch-id': 'KB5075906', prerequisite: 'KB5075906' }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const id = patch.value('patch-id');
    if (id === undefined) return NO_FINDINGS;
    let found: Finding[] | null = null;
    for (const role of REFERENCE_ROLES) {
      for (const fact of patch.facts(role)) {
        if (fact.value === id) (found ??= []).push({ message: role, args: [id], range: fact.range });
      }
    }
    return found ?? NO_FINDINGS;
  }),
  fixes: (problem, { tree }) => {
    const element = elementAt(tree, problem.start);
    return element === null ? [] : [edited('Remove the reference', [], true, [removal(tree, element)])];
  },
};
