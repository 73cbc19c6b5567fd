/** What is to be thought of a step from one edition to the next: the verdicts of the comparison. */
import { isWithdrawn, passage } from '../states';
import type { Vocabulary } from '../vocabulary';

/**
 * What is to be thought of a change of state.
 * - `expected`: the state model leads there, in one step or by way of states that need not be published (`passage`), or it
 *   is the first word on a product;
 * - `not in the model`: the state model does not lead there;
 * - `withdrawn`: what could be installed must not be any more, or need not, or was refused between the editions;
 * - `lost`: nothing is said any more, of a patch and a product that are both still there;
 * - `unknown`: a word that the profile does not know, or several words at once.
 */
export type Verdict = 'expected' | 'not in the model' | 'withdrawn' | 'lost' | 'unknown';

/** The verdicts on changes of state that are steps back. */
export const STEPS_BACK: readonly Verdict[] = ['not in the model', 'withdrawn', 'lost'];

/** The fields of a patch that are compared. */
const COMPARED_FIELDS = ['title', 'type', 'severity', 'released'] as const;

/** What is compared of a patch besides states; values as they stand in the file. */
export type ComparedFields = Readonly<Record<(typeof COMPARED_FIELDS)[number], string>>;

export interface FieldChange {
  readonly field: (typeof COMPARED_FIELDS)[number];
  readonly before: string;
  readonly after: string;
}

/** The fields that are not what they were. */
export function fieldChanges(before: ComparedFields, after: ComparedFields): FieldChange[] {
  return COMPARED_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
}

/**
 * The verdict on a change of state; `null` where there is none.
 * @param before the words of the older edition, each once, sorted; none where it says nothing
 * @param after those of the newer one
 */
export function verdictOn(before: readonly string[], after: readonly string[], vocabulary: Vocabulary): Verdict | null {
  if (before.length === after.length && before.every((word, index) => word === after[index])) return null;
  if (after.length === 0) return 'lost';
  if (before.length === 0) return 'expected';
  if (before.length > 1 || after.length > 1) return 'unknown';
  const [from, to] = [vocabulary.state(before[0]!)?.id, vocabulary.state(after[0]!)?.id];
  if (from === undefined || to === undefined) return 'unknown';
  if (isWithdrawn(vocabulary.profile, from, to)) return 'withdrawn';
  const { kind } = passage(vocabulary.profile, from, to);
  return kind === 'none' || kind === 'conceals' ? 'not in the model' : 'expected';
}
