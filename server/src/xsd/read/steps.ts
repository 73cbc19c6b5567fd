/** Recursion without the stack: a chain of includes can be thousands of documents long. */

/** A function that yields each call that it depends on, and receives its result. */
export type Steps<T> = Generator<Steps<unknown>, T, unknown>;

/** Runs a function with all calls that it yields. */
export function finished<T>(call: Steps<T>): T {
  const calls: Steps<unknown>[] = [call];
  let result: unknown;
  for (let running = calls.at(-1); running !== undefined; running = calls.at(-1)) {
    const step = running.next(result);
    if (step.done === true) {
      calls.pop();
      result = step.value;
    } else {
      calls.push(step.value);
      result = undefined;
    }
  }
  return result as T;
}
