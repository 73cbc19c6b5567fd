import type { Context } from 'mocha';

/**
 * Skips the running test with a reason, which the runner prints at the end.
 * @param context the `this` of the test or hook
 */
export function skip(context: Context, reason: string): never {
  const runnable = context.test as { skipReason?: string } | undefined;
  if (runnable) runnable.skipReason = reason;
  return context.skip();
}
