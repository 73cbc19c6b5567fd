import { format } from '../../../language/format/format';
import { formatOptionsOf } from '../../../workspace/configuration/formatOptions';
import { wellFormednessProblems } from '../../../xml/wellFormedness';
import { diffFor, unifiedDiff } from '../../edits';
import { encodedEdits } from '../../encodedEdits';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput, shownPath, type ReadInput } from '../../input';
import { CommandError, ExitCode, type Io, type Bundled } from '../../io';
import { walk } from '../../namedFiles';
import { isIncomplete, note, noteLines } from '../../noteLines';
import { counted, placeOf, printable } from '../../reporters/text';
import { writeRefusal } from '../../../disk/gate';
import { writeFileAtomically } from '../../write';
import { localize } from '../../language';

/** The options of `vpc format`, as parsed. */
export interface FormatCommandOptions extends GovernanceOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  /** Passes over named files that are no VPC files. */
  readonly ignoreUnknown?: boolean;
  readonly quiet?: boolean;
  readonly stdinFilename?: string;
}

/** The result for one file. */
type Outcome = 'same' | 'changed' | 'failed';

/** `vpc format`: formats files as the editor does. A file that cannot be formatted does not stop the others. */
export async function formatFiles(
  args: readonly string[],
  options: FormatCommandOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const onlyVpc = options.ignoreUnknown === true;
  const { files, notes } = await walk(args.length === 0 ? ['.'] : args, environment, io, { onlyVpc });
  const told = options.quiet ? notes.filter(({ kind }) => kind !== 'skipped') : notes;
  for (const line of noteLines(told, io)) note(line, io);
  const formatter = new Formatter(options, environment, io);
  const counts: Record<Outcome, number> = { same: 0, changed: 0, failed: 0 };
  for (const file of files) counts[await formatter.file(file)]++;
  if (!options.quiet) note(summaryOf(counts, options), io);
  if (counts.failed > 0 || isIncomplete(notes)) return ExitCode.Failure;
  return options.check && counts.changed > 0 ? ExitCode.Findings : ExitCode.Clean;
}

function summaryOf(
  { same, changed, failed }: Record<Outcome, number>,
  { check, dryRun }: FormatCommandOptions,
): string {
  const total = counted(same + changed + failed, '{0} file', '{0} files');
  const done = localize(check || dryRun ? '{0} of {1} would change' : '{0} of {1} changed', String(changed), total);
  return failed === 0 ? done : localize('{0}, {1} failed', done, String(failed));
}

class Formatter {
  constructor(
    private readonly options: FormatCommandOptions,
    private readonly environment: Environment,
    private readonly io: Io,
  ) {}

  async file(file: string): Promise<Outcome> {
    const path = shownPath(file, this.options.stdinFilename, this.io);
    return withinFile(
      file,
      () => this.#file(file),
      (reason) => this.#failed(`${path}: ${reason}`),
    );
  }

  async #file(file: string): Promise<Outcome> {
    const input = await readInput(file, this.options.stdinFilename, this.io);
    if (isUnreadable(input)) return this.#failed(localize('cannot read {0}: {1}', input.path, input.reason));
    const changed = await this.#formatted(input);
    const { check, dryRun } = this.options;
    const isInput = file === STANDARD_INPUT;
    if (isInput && !check && !dryRun) this.io.out.write(changed?.bytes ?? input.bytes);
    if (changed === null) return 'failed';
    if (changed.bytes === null) return 'same';
    if (dryRun) this.io.out.write(diffFor(changed.diff(), this.io));
    else if (check) this.io.out.write(`${printable(input.path)}\n`);
    else if (!isInput) return this.#write(file, changed.bytes, input);
    return 'changed';
  }

  /** The formatted file; no bytes if nothing changes; `null` if it cannot be formatted, which has been reported. */
  async #formatted(input: ReadInput): Promise<{ bytes: Uint8Array | null; diff: () => string } | null> {
    const { path, tree } = input;
    // Invalid bytes were decoded as U+FFFD: written back, they would be lost.
    const [problem] = [...input.problems, ...wellFormednessProblems(tree)].filter(
      ({ severity }) => severity === 'error',
    );
    if (problem !== undefined) {
      const place = placeOf(path, tree.positionAt(problem.start));
      this.#failed(localize('{0}: not well-formed XML ({1}); run vpc lint for details', place, problem.code));
      return null;
    }
    const options = await this.#optionsFor(input);
    const steps = format(await this.environment.governed(input), options);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const edits = step.value;
    if (edits.length === 0) return { bytes: null, diff: () => '' };
    const text = tree.text();
    const bytes = encodedEdits(input, text, edits);
    if (bytes !== null) return { bytes, diff: () => unifiedDiff(path, text, edits) };
    this.#failed(localize('{0} is not changed: the result cannot be encoded in {1}', path, input.encoding));
    return null;
  }

  async #optionsFor({ uri }: ReadInput): Promise<ReturnType<typeof formatOptionsOf>> {
    return formatOptionsOf((await this.environment.configured(uri)).format);
  }

  async #write(file: string, bytes: Uint8Array, input: ReadInput): Promise<Outcome> {
    const refusal = await writeRefusal(file, this.io.cwd);
    if (refusal !== null) {
      return this.#failed(localize('cannot write {0}: {1}', input.path, localize(refusal.message, ...refusal.args)));
    }
    try {
      await writeFileAtomically(file, bytes, this.io, input.bytes);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return this.#failed(error.message);
    }
    if (!this.options.quiet) this.io.out.write(`${printable(input.path)}\n`);
    return 'changed';
  }

  #failed(message: string): 'failed' {
    note(message, this.io);
    return 'failed';
  }
}
