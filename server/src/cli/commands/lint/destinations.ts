import { usageError, type Io, type Sink } from '../../io';
import type { Unreadable } from '../../input';
import { reporters } from '../../reporters';
import type { FileReport, GoneFile, Reporter, Summary } from '../../reporters/reporter';
import { writeFileAtomically } from '../../write';
import type { ReportRequest } from './options';

/** Where the reports of a run go: what is for a terminal or a pipe at once, what is for a file when it is complete. */
export class Destinations {
  private constructor(
    private readonly all: readonly Destination[],
    private readonly io: Io,
  ) {}

  /** @param sink takes what is not for a file; `null`: nobody does */
  static async open(
    requests: readonly ReportRequest[],
    { sink, version, io }: { sink: Sink | null; version: string; io: Io },
  ): Promise<Destinations> {
    if (requests.filter(({ output }) => output === undefined).length > 1) {
      throw usageError('Only one report can go to standard output; --output names a file for the one before it');
    }
    const outputs = requests.flatMap(({ output }) => output ?? []);
    const double = outputs.find((output, index) => outputs.indexOf(output) !== index);
    if (double !== undefined) throw usageError(`Two reports cannot go to the same file ${double}`);
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

  file(report: FileReport): void {
    for (const destination of this.all) put(destination, destination.reporter.file(report));
  }

  /** Writes what is left, and the files. */
  async end(summary: Summary, unreadable: readonly Unreadable[], gone: readonly GoneFile[]): Promise<void> {
    for (const destination of this.all) {
      put(destination, destination.reporter.end(summary, unreadable, gone));
      const { output, parts } = destination;
      if (output !== undefined) await writeFileAtomically(output, parts.join(''), this.io);
    }
  }
}

interface Destination {
  readonly reporter: Reporter;
  readonly output: string | undefined;
  /** What is to be written to the file. */
  readonly parts: string[];
  readonly sink: Sink | null;
}

function put({ output, parts, sink }: Destination, text: string): void {
  if (text === '') return;
  if (output === undefined) sink?.write(text);
  else parts.push(text);
}

/** The conventions of no-color.org and force-color.org. */
function wantsColours(sink: Sink, { env }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return sink.isTerminal && env.TERM !== 'dumb';
}
