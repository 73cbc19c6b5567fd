import { byPlace, diagnostics } from '../../../service/diagnostics';
import { findingOf } from '../../../service/findings';
import { isSurelyFixable } from '../../../service/fixes';
import { english } from '../../../service/localize';
import type { Severity } from '../../../xml/problem';
import type { Part } from '../../../xsd/stream/surveyed';
import type { Bundled } from '../../bundled';
import { Environment, schemaMistakes, type GovernanceOptions } from '../../environment';
import { filesOf } from '../../files';
import { isUnreadable, openInput, type OpenInput } from '../../input';
import { ExitCode, type Io } from '../../io';
import { reporters } from '../../reporters';
import { summaryOf, type FileReport } from '../../reporters/reporter';
import { emit } from '../../write';

/** What `--fail-on` takes, worst first. */
export const THRESHOLDS = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** The options of `vpc lint`, as parsed. */
export interface LintOptions extends GovernanceOptions {
  readonly format: string;
  readonly output?: string;
  readonly failOn: (typeof THRESHOLDS)[number];
  readonly maxWarnings?: number;
  readonly stdinFilename?: string;
}

/** `vpc lint`: checks files and reports what is wrong with them. */
export async function lint(args: readonly string[], options: LintOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const patterns = environment.vocabulary.profile.recognition.fileNames;
  const files = await filesOf(args.length === 0 ? ['.'] : args, patterns, io);
  const colours = options.output === undefined && wantsColours(io);
  const reporter = reporters[options.format]!({ colours });

  const reports: FileReport[] = [];
  const parts: string[] = [];
  let unreadable = 0;
  for (const file of files) {
    const { schema, profile } = options;
    const { startHelper = null } = io;
    const survey = startHelper && ((part: Part) => startHelper({ file, part, options: { schema, profile } }));
    const input = await openInput(file, options.stdinFilename, io, survey);
    if (isUnreadable(input)) {
      unreadable++;
      io.err.write(`vpc: cannot read ${input.path}: ${input.reason}\n`);
      continue;
    }
    const report = await reportOn(input, environment, io);
    reports.push(report);
    parts.push(reporter.file(report));
    input.close();
  }
  parts.push(reporter.end(summaryOf(reports)));
  await emit(parts.join(''), options.output, io);

  if (unreadable > 0) return ExitCode.Failure;
  return isOverThreshold(reports, options) ? ExitCode.Findings : ExitCode.Clean;
}

async function reportOn(input: OpenInput, environment: Environment, io: Io): Promise<FileReport> {
  const { path } = input;
  const binding = await environment.binding(input);
  if (binding.kind === 'none') {
    io.err.write(`vpc: ${path} is not recognised as a VPC file; only its XML is checked. --schema names a schema.\n`);
  }
  if (binding.kind === 'hint' && binding.loaded !== null) {
    const mistakes = await schemaMistakes(binding.loaded, io);
    if (mistakes.length > 0) io.err.write([`vpc: the schema of ${path} has mistakes:`, ...mistakes, ''].join('\n  '));
  }
  const governed = await environment.governed(input);
  const { tree, problems } = await input.whole(governed);
  const document = { ...governed, tree, now: Date.now() };
  const all = [...problems, ...diagnostics(document)].sort(byPlace);
  return {
    path,
    findings: all.map((problem) => ({
      ...findingOf(problem, tree, english),
      fixable: isSurelyFixable(problem, document),
    })),
    lineText: (line) => tree.slice(tree.offsetAt({ line, character: 0 }), tree.offsetAt({ line, character: Infinity })),
  };
}

function isOverThreshold(reports: readonly FileReport[], { failOn, maxWarnings = Infinity }: LintOptions): boolean {
  const { errors, warnings, infos } = summaryOf(reports);
  const counted = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counted[failOn] > 0 || warnings > maxWarnings;
}

/** The conventions of no-color.org and force-color.org. */
function wantsColours({ out, env }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return out.isTerminal && env.TERM !== 'dumb';
}
