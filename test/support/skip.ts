import type { Context } from 'mocha';

/**
 * Leaves the running test out and says why; the runner prints the reason at the end.
 * @param context the `this` of the test or hook
 */
export function skip(context: Context, reason: string): never {
  const runnable = context.test as { skipReason?: string } | undefined;
  if (runnable) runnable.skipReason = reason;
  return context.skip();
}
