/** Runs the command line in a process of its own, one input after another, so that a run that hangs can be killed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder, type Outcome } from '../../support/cli';

/** One run: arguments, and an input that is both a file with a name in the folder and standard input. */
export interface FuzzTask {
  readonly args: readonly string[];
  readonly name: string;
  readonly input: Uint8Array;
  /** A file that the run writes and whose text is returned. */
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
  // An exception ends the process, which the test detects.
  else void run(task).then((outcome) => process.send!(outcome));
});
