import { resolve } from 'node:path';
import {
  reasonText,
  type Change,
  type Reason,
  type ReasonKind,
  type WriteCounts,
} from '../../../exchange/write/change';
import { Publication } from '../../../exchange/write/publication';
import { patchSelector, productSelector, select } from '../../../exchange/write/select';
import { writeChanges } from '../../../exchange/write/write';
import type { GovernedDocument } from '../../../workspace/document';
import { shown } from '../../../xml/invisible';
import { english } from '../../../xml/problem';
import { clockNow } from '../../days';
import { unifiedDiff } from '../../edits';
import { encodedEdits } from '../../encodedEdits';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput, shownPath, type ReadInput } from '../../input';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { counted } from '../../reporters/text';
import { refuseUnsound } from '../../soundInput';
import { writeFileAtomically } from '../../write';

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
  if (file === STANDARD_INPUT) throw usageError('vpc set writes a file; standard input is not possible');
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
  const input = await readInput(path, undefined, io);
  if (isUnreadable(input)) throw new CommandError(`cannot read ${input.path}: ${input.reason}`, ExitCode.Failure);
  refuseUnsound(input);
  const document = await environment.governed(input);
  const publication = document.vocabulary && Publication.of(document.tree, document.vocabulary);
  if (publication === null) throw new CommandError(`${input.path}: not a VPC file`, ExitCode.Failure);

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
  await write(path, { input, document, edits }, options, io);
  io.err.write(`vpc: ${shown(input.path)}: ${summaryOf(counts, options.dryRun === true)}\n`);
  return ExitCode.Clean;
}

function selectorOf<T>(text: string, selector: T | null, option: string, form: string): T {
  if (selector !== null) return selector;
  throw usageError(`${option} ${text} is not valid; use the form ${form}`);
}

function fieldsOf({ state, date, comment, restriction }: SetOptions): Omit<Change, 'patch' | 'product'> {
  if (date?.trim() === '') throw usageError('--date must not be empty; use a date, now or keep');
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
  const lines = new Set(reasons.map((reason) => reasonText(reason, english)));
  for (const line of lines) io.err.write(`vpc: ${shown(path)}: ${line}\n`);
  io.err.write(`vpc: ${shown(path)} is not changed\n`);
  const [code] = EXIT_CODES.find(([, kinds]) => reasons.some(({ kind }) => kinds.includes(kind)))!;
  return code;
}

async function write(
  path: string,
  {
    input,
    document,
    edits,
  }: Pick<ReturnType<typeof writeChanges>, 'edits'> & { input: ReadInput; document: GovernedDocument },
  { dryRun }: SetOptions,
  io: Io,
): Promise<void> {
  if (edits.length === 0) return;
  const text = document.tree.text();
  const bytes = encodedEdits(input, text, edits);
  if (bytes === null) {
    const message = `${input.path} is not changed: the result cannot be encoded in ${input.encoding}`;
    throw new CommandError(message, ExitCode.Failure);
  }
  if (dryRun) io.out.write(unifiedDiff(input.path, text, edits));
  else await writeFileAtomically(path, bytes, io, input.bytes);
}

/** `12 statements set, 3 added`. */
function summaryOf({ set, added, unchanged }: WriteCounts, isDry: boolean): string {
  const would = isDry ? 'would be ' : '';
  const parts = [
    { count: set, done: `${would}set` },
    { count: added, done: `${would}added` },
    { count: unchanged, done: 'unchanged' },
  ].filter(({ count }) => count > 0);
  return parts
    .map(({ count, done }, index) => `${index === 0 ? counted(count, 'statement') : count} ${done}`)
    .join(', ');
}
