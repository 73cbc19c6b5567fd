/** Verdicts of repeated values: documents say the same few things thousands of times. */
import { own } from '../../xml/own';
import type { Reason, ValueContext } from './types';
import type { Test } from './reasons';

const MAX_REMEMBERED = 2_000;
const MAX_LENGTH = 128;

/** The same test, with its last answers at hand. Only for tests whose answer depends on the text alone. */
export function remembering(test: Test): Test {
  const verdicts = new Map<string, Reason | null>();
  return (text: string, context: ValueContext) => {
    if (text.length > MAX_LENGTH) return test(text, context);
    let verdict = verdicts.get(text);
    if (verdict === undefined) {
      // Schemas outlive documents.
      const kept = own(text);
      verdict = test(kept, context);
      if (verdicts.size >= MAX_REMEMBERED) verdicts.clear();
      verdicts.set(kept, verdict);
    }
    return verdict;
  };
}
