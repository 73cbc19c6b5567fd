import { format } from '../../../service/format/format';
import { formatOptionsOf } from '../../../service/format/options';
import { encode } from '../../../xml/decode';
import { wellFormednessProblems } from '../../../xml/wellFormedness';
import type { Bundled } from '../../bundled';
import { edited, unifiedDiff } from '../../edits';
import { Environment, type GovernanceOptions } from '../../environment';
import { filesOf, STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput, type ReadInput } from '../../input';
import { CommandError, ExitCode, type Io } from '../../io';
import { counted, placeOf } from '../../reporters/text';
import { writeFileAtomically } from '../../write';

/** The options of `vpc format`, as parsed. */
export interface FormatCommandOptions extends GovernanceOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly stdinFilename?: string;
}

/** What became of one file. */
type Outcome = 'same' | 'changed' | 'failed';

/** `vpc format`: lays files out as the editor does. One that cannot be laid out keeps none of the others from it. */
export async function formatFiles(
  args: readonly string[],
  options: FormatCommandOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const { fileNames } = environment.vocabulary.profile.recognition;
  const files = await filesOf(args.length === 0 ? ['.'] : args, fileNames, io);
  const formatter = new Formatter(options, environment, io);
  const counts: Record<Outcome, number> = { same: 0, changed: 0, failed: 0 };
  for (const file of files) counts[await formatter.file(file)]++;
  if (!options.quiet) io.err.write(`vpc: ${summaryOf(counts, options)}\n`);
  if (counts.failed > 0) return ExitCode.Failure;
  return options.check && counts.changed > 0 ? ExitCode.Findings : ExitCode.Clean;
}

function summaryOf(
  { same, changed, failed }: Record<Outcome, number>,
  { check, dryRun }: FormatCommandOptions,
): string {
  const total = counted(same + changed + failed, 'file');
  const done = check || dryRun ? `${changed} of ${total} would change` : `${changed} of ${total} changed`;
  return failed === 0 ? done : `${done}, ${failed} left alone`;
}

class Formatter {
  constructor(
    private readonly options: FormatCommandOptions,
    private readonly environment: Environment,
    private readonly io: Io,
  ) {}

  async file(file: string): Promise<Outcome> {
    const input = await readInput(file, this.options.stdinFilename, this.io);
    if (isUnreadable(input)) return this.#failed(`cannot read ${input.path}: ${input.reason}`);
    const changed = await this.#laidOut(input);
    const { check, dryRun } = this.options;
    const isInput = file === STANDARD_INPUT;
    if (isInput && !check && !dryRun) this.io.out.write(changed?.bytes ?? input.bytes);
    if (changed === null) return 'failed';
    if (changed.bytes === null) return 'same';
    if (dryRun) this.io.out.write(changed.diff());
    else if (check) this.io.out.write(`${input.path}\n`);
    else if (!isInput) return this.#write(file, changed.bytes, input);
    return 'changed';
  }

  /** The text as it is to be; no bytes: as it is. `null`: it has to stay as it is, and the user was told why. */
  async #laidOut(input: ReadInput): Promise<{ bytes: Uint8Array | null; diff: () => string } | null> {
    const { path, tree } = input;
    // Bytes without meaning were read as U+FFFD: written back, they would be lost.
    const [problem] = [...input.problems, ...wellFormednessProblems(tree)].filter(
      ({ severity }) => severity === 'error',
    );
    if (problem !== undefined) {
      const place = placeOf(path, tree.positionAt(problem.start));
      this.#failed(`${place}: this is not well-formed (${problem.code}), so nothing is laid out; vpc lint says more`);
      return null;
    }
    const options = await this.#optionsFor(input);
    const steps = format(await this.environment.governed(input), options);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const edits = step.value;
    if (edits.length === 0) return { bytes: null, diff: () => '' };
    const text = tree.text();
    const bytes = encode(edited(text, edits), input);
    if (bytes !== null) return { bytes, diff: () => unifiedDiff(path, text, edits) };
    this.#failed(`${path} is left as it is: what would be written cannot be written in ${input.encoding}`);
    return null;
  }

  async #optionsFor({ uri }: ReadInput): Promise<ReturnType<typeof formatOptionsOf>> {
    return formatOptionsOf((await this.environment.configured(uri)).format);
  }

  async #write(file: string, bytes: Uint8Array, input: ReadInput): Promise<Outcome> {
    try {
      await writeFileAtomically(file, bytes, this.io, input.bytes);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return this.#failed(error.message);
    }
    if (!this.options.quiet) this.io.out.write(`${input.path}\n`);
    return 'changed';
  }

  #failed(message: string): 'failed' {
    this.io.err.write(`vpc: ${message}\n`);
    return 'failed';
  }
}
