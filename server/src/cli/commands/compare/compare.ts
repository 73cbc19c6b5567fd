import { resolve } from 'node:path';
import { compare, regressionsOf } from '../../../vpc/compare/compare';
import { publicationOf, type PlacedEntry } from '../../../vpc/model';
import type { Bundled } from '../../bundled';
import { Environment, type GovernanceOptions } from '../../environment';
import { isUnreadable, readInput } from '../../input';
import { CommandError, ExitCode, type Io } from '../../io';
import { emit } from '../../write';
import { comparisonMarkdown } from './markdown';
import { comparisonText } from './pretty';
import { countOf, type NamedComparison } from './words';

/** The options of `vpc compare`, as parsed. */
export interface CompareOptions extends GovernanceOptions {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly output?: string;
  readonly failOnRegression?: boolean;
}

const WRITERS: Readonly<Record<CompareOptions['format'], (comparison: NamedComparison) => string>> = {
  pretty: comparisonText,
  markdown: comparisonMarkdown,
  json: ({ names, comparison: { before, after, ...changes }, regressions }) => {
    const editions = { before: { path: names.before, ...before }, after: { path: names.after, ...after } };
    return `${JSON.stringify({ version: 1, ...editions, ...changes, regressions }, null, 2)}\n`;
  },
};

/** `vpc compare`: says what has changed from one edition to another. */
export async function compareFiles(
  before: string,
  after: string,
  options: CompareOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const [old, now] = [await edition(before, environment, io), await edition(after, environment, io)];
  const comparison = compare(old.publication, now.publication, environment.vocabulary);
  const regressions = regressionsOf(comparison);
  const named = { names: { before: old.path, after: now.path }, comparison, regressions };
  await emit(WRITERS[options.format](named), options.output, io);
  return options.failOnRegression && countOf(regressions) > 0 ? ExitCode.Findings : ExitCode.Clean;
}

async function edition(
  file: string,
  { vocabulary }: Environment,
  io: Io,
): Promise<{ path: string; publication: PlacedEntry<'publication'> }> {
  const input = await readInput(file === '-' ? file : resolve(io.cwd, file), undefined, io);
  if (isUnreadable(input)) throw new CommandError(`cannot read ${input.path}: ${input.reason}`, ExitCode.Failure);
  const publication = publicationOf(input.tree, vocabulary);
  if (publication === null) {
    throw new CommandError(`${input.path} is not a VPC file: its root element is another`, ExitCode.Failure);
  }
  return { path: input.path, publication };
}
