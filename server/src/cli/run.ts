import { Command } from 'commander';
import { version } from '../../../package.json';

/** Runs `vpc` with its arguments (without node and script) and gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('vpc').version(version).description('Checks Vendor Patch Compatibility (VPC) files.');
  await program.parseAsync(args, { from: 'user' });
  return 0;
}
