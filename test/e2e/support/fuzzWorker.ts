/** Runs the command line in a process of its own, input by input, so that one that does not end can be ended. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder, type Outcome } from '../../support/cli';

/** One run: arguments, with the input as a file of that name in the folder, and as standard input. */
export interface FuzzTask {
  readonly args: readonly string[];
  readonly name: string;
  readonly input: Uint8Array;
  /** A file that the run writes and that is to be handed back. */
  readonly report?: string;
}

export interface FuzzOutcome extends Outcome {
  readonly report: string | null;
}

const folder = CliFolder.with({});

async function run({ args, name, input, report }: FuzzTask): Promise<FuzzOutcome> {
  const here = await folder;
  await writeFile(join(here.path, name), input);
  const outcome = await here.vpc(args, { input });
  return { ...outcome, report: report === undefined ? null : await here.read(report) };
}

process.on('message', (task: FuzzTask | 'end') => {
  if (task === 'end') void folder.then((here) => here.remove()).then(() => process.disconnect());
  // What is thrown ends the process, and the test hears of it.
  else void run(task).then((outcome) => process.send!(outcome));
});
