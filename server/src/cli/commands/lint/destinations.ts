import { internalError } from '../../fileBudget';
import { usageError, type Io, type Sink } from '../../io';
import type { Unreadable } from '../../input';
import { reporters } from '../../reporters';
import type { FileReport, RemovedFile, Reporter, Summary } from '../../reporters/reporter';
import { refuseInput } from '../../outputs';
import { writeFileAtomically } from '../../write';
import type { ReportRequest } from './options';
import { localize } from '../../language';

/** The reports of a run: standard output is written at once, a file when the report is complete. */
export class Destinations {
  private constructor(
    private readonly all: readonly Destination[],
    private readonly io: Io,
  ) {}

  /** @param sink receives reports without a file; `null`: they are dropped. Throws a usage error for conflicting requests. */
  static async open(
    requests: readonly ReportRequest[],
    { sink, version, io }: { sink: Sink | null; version: string; io: Io },
  ): Promise<Destinations> {
    if (requests.filter(({ output }) => output === undefined).length > 1) {
      throw usageError(
        localize('Only one report can be written to standard output; use --output after the other formats'),
      );
    }
    const outputs = requests.flatMap(({ output }) => output ?? []);
    const double = outputs.find((output, index) => outputs.indexOf(output) !== index);
    if (double !== undefined) throw usageError(localize('Two reports cannot be written to the same file {0}', double));
    for (const output of outputs) refuseInput(output, io);
    const { cwd, env } = io;
    const all: Destination[] = [];
    for (const { format, output } of requests) {
      if (output === undefined && sink === null) continue;
      const colours = output === undefined && sink !== null && wantsColours(sink, io);
      const reporter = (await reporters[format]())({ colours, version, cwd, env });
      all.push({ reporter, output, parts: [], sink });
    }
    return new Destinations(all, io);
  }

  /** @returns the errors of this program, each in one line: the report then says that the file is missing */
  file(report: FileReport): string[] {
    return this.all.flatMap((destination) => {
      const { reporter } = destination;
      try {
        put(destination, reporter.file(report));
        return [];
      } catch (error) {
        const reason = internalError(error);
        put(destination, reporter.unreadable({ path: report.path, reason, isStopped: true }));
        return [reason];
      }
    });
  }

  unreadable(file: Unreadable): void {
    for (const destination of this.all) put(destination, destination.reporter.unreadable(file));
  }

  /** Writes the rest of each report, and the files. */
  async end(summary: Summary, gone: readonly RemovedFile[]): Promise<void> {
    for (const destination of this.all) {
      put(destination, destination.reporter.end(summary, gone));
      const { output, parts } = destination;
      if (output === undefined) continue;
      refuseInput(output, this.io);
      await writeFileAtomically(output, parts, this.io);
    }
  }
}

interface Destination {
  readonly reporter: Reporter;
  readonly output: string | undefined;
  /** The text for the file so far. */
  readonly parts: string[];
  readonly sink: Sink | null;
}

function put({ output, parts, sink }: Destination, text: string): void {
  if (text === '') return;
  if (output === undefined) sink?.write(text);
  else parts.push(text);
}

/** By the conventions of no-color.org and force-color.org. */
function wantsColours(sink: Sink, { env }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  // A pipe has no such property in Node, and a library would then decide by other variables.
  return sink.isTerminal === true && env.TERM !== 'dumb';
}
