import { resolve } from 'node:path';
import { reasonText, type Change, type Reason, type ReasonKind } from '../../../exchange/write/change';
import { patchSelector, productSelector, select } from '../../../exchange/write/select';
import { writeChanges } from '../../../exchange/write/write';
import { shown } from '../../../xml/invisible';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { shownPath, type ReadInput } from '../../input';
import { ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { openToWrite, summaryOf, writeEdits } from '../../publicationWrite';
import { clockNow } from '../../days';
import { localize } from '../../language';

/** The options of `vpc set`, as parsed. */
export interface SetOptions extends GovernanceOptions {
  readonly patch: readonly string[];
  readonly product: readonly string[];
  readonly state: string;
  readonly date?: string;
  readonly comment?: string;
  readonly restriction?: string;
  readonly dryRun?: boolean;
}

/** `vpc set`: sets statements in a file. All of them, or nothing is written. */
export async function setStates(file: string, options: SetOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  if (file === STANDARD_INPUT) throw usageError(localize('vpc set writes a file; standard input is not possible'));
  const path = resolve(io.cwd, file);
  return withinFile(
    path,
    () => setIn(path, options, bundled, io),
    (reason) => {
      note(`${shownPath(path, undefined, io)}: ${reason}`, io);
      return ExitCode.Failure;
    },
  );
}

async function setIn(path: string, options: SetOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const selectors = {
    patches: options.patch.map((text) => selectorOf(text, patchSelector(text), '--patch', 'ID[@VENDOR]')),
    products: options.product.map((text) =>
      selectorOf(text, productSelector(text), '--product', 'ID[;VERSION[;PLATFORM]]'),
    ),
  };
  const environment = await Environment.create(options, bundled, io);
  const file = await openToWrite(path, environment, io);
  const { input, document, publication } = file;
  const { named, unmatched } = select(publication, selectors.patches, selectors.products);
  if (unmatched.length > 0) return refused(input, unmatched, io);
  const changes = named.map((statement): Change => ({ ...statement, ...fieldsOf(options) }));
  const { edits, notDone, counts } = writeChanges(document, changes, { clock: clockNow() });
  if (notDone.length > 0) {
    return refused(
      input,
      notDone.map(({ reason }) => reason),
      io,
    );
  }
  await writeEdits(file, edits, options.dryRun === true, io);
  io.err.write(`vpc: ${shown(input.path)}: ${summaryOf(counts, options.dryRun === true)}\n`);
  return ExitCode.Clean;
}

function selectorOf<T>(text: string, selector: T | null, option: string, form: string): T {
  if (selector !== null) return selector;
  throw usageError(localize('{0} {1} is not valid; use the form {2}', option, text, form));
}

function fieldsOf({ state, date, comment, restriction }: SetOptions): Omit<Change, 'patch' | 'product'> {
  if (date?.trim() === '') throw usageError(localize('--date must not be empty; use a date, now or keep'));
  return { state, date, comment, restriction };
}

/** The exit codes of reasons, the gravest first. */
const EXIT_CODES: readonly (readonly [ExitCode, readonly ReasonKind[]])[] = [
  [ExitCode.Failure, ['ill-formed']],
  [ExitCode.Usage, ['value', 'unknown', 'ambiguous']],
  [ExitCode.Findings, ['conflict', 'invalid']],
];

/** Tells why nothing was written, each reason once. */
function refused({ path }: ReadInput, reasons: readonly Reason[], io: Io): ExitCode {
  const lines = new Set(reasons.map((reason) => reasonText(reason, localize)));
  for (const line of lines) io.err.write(`vpc: ${shown(path)}: ${line}\n`);
  note(localize('{0} is not changed', shown(path)), io);
  const [code] = EXIT_CODES.find(([, kinds]) => reasons.some(({ kind }) => kinds.includes(kind)))!;
  return code;
}
