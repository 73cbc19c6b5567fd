/** The types of what TypeScript uses of shell.mjs. */
export const root: string;
export class SetupError extends Error {}
export function which(name: string): string | undefined;
export function mustRun(
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: Record<string, string>; quiet?: boolean },
): Promise<string>;
