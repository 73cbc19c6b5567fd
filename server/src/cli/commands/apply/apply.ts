import { basename, resolve } from 'node:path';
import type { ApplyProblem } from '../../../exchange/apply/applied';
import { applyTable, faultProblem, type ApplyResult } from '../../../exchange/apply/apply';
import { readTable } from '../../../exchange/tables/tableFile';
import { reasonText, type WriteResult } from '../../../exchange/write/change';
import { writeChanges } from '../../../exchange/write/write';
import { shown } from '../../../xml/invisible';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { readBytes } from '../../publicationFile';
import { openToWrite, summaryOf, writeEdits } from '../../publicationWrite';
import { clockNow } from '../../days';
import { counted } from '../../reporters/text';
import { localize } from '../../language';

/** The options of `vpc apply`, as parsed. */
export interface ApplyOptions extends GovernanceOptions {
  readonly sheet?: string;
  readonly partial?: boolean;
  readonly dryRun?: boolean;
}

/** `vpc apply`: writes what a table says into a file. All of it or nothing, unless `--partial` is given. */
export async function apply(
  file: string,
  table: string,
  options: ApplyOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  if (file === STANDARD_INPUT) throw usageError(localize('vpc apply writes a file; standard input is not possible'));
  const path = resolve(io.cwd, file);
  const environment = await Environment.create(options, bundled, io);
  const bytes = await readBytes(table, io);
  const target = await openToWrite(path, environment, io);
  const { input, document, publication } = target;
  const { isOwner, found } = await environment.configured(input.uri);
  const name = basename(table);
  const tell = (problem: ApplyProblem): void => note(`${name}: ${problemText(problem)}`, io);

  const work = (): { readonly result: ApplyResult; readonly written: WriteResult | null } => {
    const read = readTable(bytes);
    if (read.table === null) {
      return {
        result: { applied: null, refused: faultProblem(read.problem), kind: 'unreadable' } as const,
        written: null,
      };
    }
    if (read.table.problem !== null) tell(faultProblem(read.table.problem));
    const result = applyTable(read.table, publication, document.vocabulary!, {
      ...(options.sheet !== undefined && { sheet: options.sheet }),
      columns: found?.config?.tables?.columns ?? {},
      anySupplier: isOwner,
    });
    const changes = result.applied?.changes.map(({ change }) => change) ?? [];
    const written = writeChanges(document, changes, { clock: clockNow(), anySupplier: isOwner });
    return { result, written };
  };
  const { result, written } = await withinFile(
    resolve(io.cwd, table),
    () => Promise.resolve(work()),
    (reason) => {
      throw new CommandError(`${name}: ${reason}`, ExitCode.Failure);
    },
  );
  if (result.applied === null) {
    throw new CommandError(
      `${name}: ${problemText(result.refused)}`,
      result.kind === 'unreadable' ? ExitCode.Failure : ExitCode.Usage,
    );
  }
  const { applied } = result;
  const { edits, notDone, counts } = written!;
  for (const line of [...applied.columns, ...applied.notes]) tell(line);
  const places = new Map(applied.changes.map(({ change, at }) => [change, at]));
  const problems = [
    ...applied.problems.map(problemText),
    ...notDone.map(({ change, reason }) => {
      return `${places.get(change)!}: ${reasonText(reason, localize)}`;
    }),
  ];
  for (const problem of problems) note(`${name}: ${problem}`, io);
  const isDry = options.dryRun === true;
  if (problems.length > 0 && options.partial !== true) {
    if (isDry) await writeEdits(target, edits, true, io);
    const misfits = counted(problems.length, '{0} cell', '{0} cells');
    const refused = localize('{0} is not changed: {1} of {2} did not fit', input.path, misfits, name);
    note(edits.length === 0 ? refused : localize('{0}; --partial writes the rest', refused), io);
    return ExitCode.Findings;
  }
  await writeEdits(target, edits, isDry, io);
  const done = summaryOf({ ...counts, unchanged: 0 }, isDry) || localize('nothing to change');
  const unchanged = counts.unchanged + applied.unchanged;
  const parts = [
    done,
    ...(unchanged === 0 ? [] : [localize('unchanged: {0}', String(unchanged))]),
    ...(problems.length === 0 ? [] : [counted(problems.length, '{0} cell did not fit', '{0} cells did not fit')]),
  ];
  io.err.write(`vpc: ${shown(input.path)}: ${parts.join('; ')}\n`);
  return problems.length === 0 ? ExitCode.Clean : ExitCode.Findings;
}

/** A problem as a line, after the address of its cell. */
function problemText({ at, message, args }: ApplyProblem): string {
  return `${at === '' ? '' : `${at}: `}${localize(message, ...args)}`;
}
