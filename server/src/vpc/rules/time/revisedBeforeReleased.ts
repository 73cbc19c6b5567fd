import { instantOf } from '../../dateTime';
import type { Entry } from '../../model';
import { edited } from '../fixes';
import { patchExample } from '../examples';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';
import { dayOf } from './days';

/** vpc/revised-before-released: nothing is revised before it came out. */
export const revisedBeforeReleased: Rule = {
  id: 'vpc/revised-before-released',
  title: 'A patch is revised after its release',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'The patch was revised on {0} but released on {1} only. Readers cannot tell which one they have: correct one of the dates.',
    released: 'This is the release.',
  },
  docs: {
    what: 'The date of a revision must not be earlier (by days) than the date of the release.',
    why: 'Readers decide by these dates whether what they installed is the current patch.',
    todo: 'Correct the date that is wrong. Often the two changed places; a fix changes them back.',
  },
  examples: {
    valid: [patchExample('revised a week later', { revised: '2026-02-17T08:00:00Z' })],
    invalid: [patchExample('revised a month earlier', { revised: '2026-01-13T08:00:00Z' })],
  },
  ...onEntries('patch', (patch) => (patch.fact('revised') === undefined ? NO_FINDINGS : tooEarly(patch))),
  fixes: ({ start, end, args, related }) => {
    const released = related?.[0];
    if (released === undefined) return [];
    const edits = [
      { start, end, text: args[1]! },
      { start: released.start, end: released.end, text: args[0]! },
    ];
    return [edited('Let the two dates change places', [], false, edits)];
  },
};

function* tooEarly(patch: Entry<'patch'>): Generator<Finding> {
  const released = patch.fact('released');
  const release = released === undefined ? null : instantOf(released.value);
  if (released === undefined || release === null) return;
  for (const { value, range } of patch.facts('revised')) {
    const revision = instantOf(value);
    if (revision === null || dayOf(revision) >= dayOf(release)) continue;
    const related = [{ message: 'released', args: [], range: released.range }];
    yield { message: 'before', args: [value, released.value], range, related };
  }
}
