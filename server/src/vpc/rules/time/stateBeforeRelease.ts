import { instantOf } from '../../dateTime';
import { shiftedRange, type Fact } from '../../fact';
import type { Entry } from '../../model';
import { productExample } from '../examples';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';
import { dayOf } from './days';
import { stateDatesIn } from './stateDates';

/** vpc/state-before-release: nobody tests what is not there yet. */
export const stateBeforeRelease: Rule = {
  id: 'vpc/state-before-release',
  title: 'A patch gets its states after its release',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'This state is of {0}, but the patch was released on {1} only. Readers doubt that it is this patch that was tested: correct one of the dates.',
    released: 'This is the release.',
  },
  docs: {
    what: 'The date of a state must not be earlier (by days) than the release of the patch.',
    why: 'A result from before the release is that of another patch, or its date is wrong: either way it cannot be relied on.',
    todo: 'Correct the date of the state. A patch that its vendor released again has a date of revision; its release stays what it was.',
  },
  examples: {
    valid: [productExample('tested on the day of the release', { 'state-date': '2026-02-10T00:00:00Z' })],
    invalid: [productExample('tested a month before', { 'state-date': '2026-01-10T10:00:00Z' })],
  },
  ...onEntries('patch', (patch) => {
    const released = patch.filled('released');
    const release = released === undefined ? null : instantOf(released.value);
    if (released === undefined || release === null) return NO_FINDINGS;
    return isEarly(stateDatesIn(patch.origin).earliest, release) ? tooEarly(patch, released, release) : NO_FINDINGS;
  }),
};

function isEarly(instant: number, release: number): boolean {
  return instant < release && dayOf(instant) < dayOf(release);
}

function* tooEarly(patch: Entry<'patch'>, released: Fact, release: number): Generator<Finding> {
  const related = [{ message: 'released', args: [], range: released.range }];
  for (const { entry, at } of patch.entries('product')) {
    const fact = entry.facts('state-date').find(({ value }) => value !== '');
    if (fact === undefined || !isEarly(instantOf(fact.value) ?? Infinity, release)) continue;
    yield { message: 'before', args: [fact.value, released.value], range: shiftedRange(fact.range, at), related };
  }
}
