/** Types of the functions of shell.mjs that TypeScript files use. */
export const root: string;
export class SetupError extends Error {}
export function which(name: string): string | undefined;
export function runNpm(args: readonly string[], options?: { cwd?: string; quiet?: boolean }): Promise<string>;
export function tool(name: string, packageName?: string): string;
export function mustRun(
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: Record<string, string>; quiet?: boolean },
): Promise<string>;
