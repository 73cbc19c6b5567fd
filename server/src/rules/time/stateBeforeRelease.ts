import { instantOf, dayOf } from '../../domain/dateTime';
import { shiftedRange, type Field } from '../../domain/field';
import type { Entry } from '../../domain/model';
import { productExample } from '../examples';
import { NO_PROBLEMS, onEntries, type RuleProblem, type Rule } from '../rule';
import { stateDatesIn } from './stateDates';

export const stateBeforeRelease: Rule = {
  id: 'vpc/state-before-release',
  title: "A state is not dated before the patch's release",
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'The state date {0} is before the release date {1} of the patch. Readers cannot tell which patch was tested: correct one of the dates.',
    released: 'The release date is here.',
  },
  docs: {
    what: 'A state date must not be earlier (in days) than the release date of the patch.',
    why: 'A result from before the release belongs to another patch, or its date is wrong. Either way it cannot be relied on.',
    todo: 'Correct the state date. If the patch vendor released the patch again, set its revision date and keep its release date.',
  },
  examples: {
    valid: [productExample('tested on the day of the release', { 'state-date': '2026-02-10T00:00:00Z' })],
    invalid: [productExample('tested a month before', { 'state-date': '2026-01-10T10:00:00Z' })],
  },
  ...onEntries('patch', (patch) => {
    const released = patch.filled('released');
    const release = released === undefined ? null : instantOf(released.value);
    if (released === undefined || release === null) return NO_PROBLEMS;
    return isEarly(stateDatesIn(patch.origin).earliest, release) ? tooEarly(patch, released, release) : NO_PROBLEMS;
  }),
};

function isEarly(instant: number, release: number): boolean {
  return instant < release && dayOf(instant) < dayOf(release);
}

function* tooEarly(patch: Entry<'patch'>, released: Field, release: number): Generator<RuleProblem> {
  const related = [{ message: 'released', args: [], range: released.range }];
  for (const { entry, at } of patch.entries('product')) {
    const field = entry.fields('state-date').find(({ value }) => value !== '');
    if (field === undefined || !isEarly(instantOf(field.value) ?? Infinity, release)) continue;
    yield { message: 'before', args: [field.value, released.value], range: shiftedRange(field.range, at), related };
  }
}
