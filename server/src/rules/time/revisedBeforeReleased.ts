import { instantOf, dayOf } from '../../domain/dateTime';
import type { Entry } from '../../domain/model';
import { edited, valueEdit } from '../fixes';
import { patchExample } from '../examples';
import { NO_PROBLEMS, onEntries, type RuleProblem, type Rule } from '../rule';
export const revisedBeforeReleased: Rule = {
  id: 'vpc/revised-before-released',
  title: 'A patch is not revised before its release',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'The revision date {0} is before the release date {1}. Readers cannot tell which revision they have: correct one of the dates.',
    released: 'The release date is here.',
  },
  docs: {
    what: 'The revision date must not be earlier (in days) than the release date.',
    why: 'Readers decide by these dates whether they have installed the current revision.',
    todo: 'Correct the wrong date. If the two were swapped, the fix swaps them back.',
  },
  examples: {
    valid: [patchExample('revised a week later', { revised: '2026-02-17T08:00:00Z' })],
    invalid: [patchExample('revised a month earlier', { revised: '2026-01-13T08:00:00Z' })],
  },
  ...onEntries('patch', (patch) => (patch.field('revised') === undefined ? NO_PROBLEMS : tooEarly(patch))),
  fixes: (problem) => {
    const { args, related } = problem;
    const released = related?.[0];
    if (released === undefined) return [];
    const edits = [valueEdit(problem, args[1]!), valueEdit(released, args[0]!)];
    return [edited('Swap the two dates', [], false, edits)];
  },
};

function* tooEarly(patch: Entry<'patch'>): Generator<RuleProblem> {
  const released = patch.field('released');
  const release = released === undefined ? null : instantOf(released.value);
  if (released === undefined || release === null) return;
  for (const { value, range } of patch.fields('revised')) {
    const revision = instantOf(value);
    if (revision === null || dayOf(revision) >= dayOf(release)) continue;
    const related = [{ message: 'released', args: [], range: released.range }];
    yield { message: 'before', args: [value, released.value], range, related };
  }
}
