import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { clashIn, editionNames, INDEX, SUMS } from '../../../exchange/publish/names';
import { readSums, sumsText } from '../../../exchange/publish/sums';
import { indexPage, type IndexedEdition } from '../../../matrix/export/indexPage';
import { PUBLISHED_FORMATS } from '../../../matrix/export/published';
import { memberOf } from '../../../matrix/editionTable';
import type { MatrixSource } from '../../../matrix/sources';
import type { OrderDoubt } from '../../../domain/editions';
import { publicationOf } from '../../../domain/model';
import { publicationFileName } from '../../../domain/publicationName';
import { editionsAround } from '../../../workspace/editions';
import { terminalLine } from '../../../xml/escape';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { displayPath, STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput } from '../../input';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { removeLeftOvers } from '../../temporaryFiles';
import { writeTogether, type WantedFile } from '../../writeTogether';
import {
  bytesOf,
  editionOf,
  editionsIn,
  hasRightName,
  namesIn,
  printNotes,
  sha256,
  type EditionFile,
  type Reading,
} from './folder';
import { errorsIn } from './gate';
import { pagesOf } from './pages';

/** The options of `vpc publish`, as parsed. */
export interface PublishOptions extends GovernanceOptions {
  readonly to: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

/** What is not published, and why. */
class Refusal extends CommandError {
  constructor(message: string) {
    super(message, ExitCode.Findings);
  }
}

/** `vpc publish`: checks a file, and writes it with its pages and checksums to a folder, all or nothing. */
export async function publish(file: string, options: PublishOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  if (file === STANDARD_INPUT) throw usageError('Standard input cannot be published. Name a file');
  const environment = await Environment.create(options, bundled, io);
  const [path, folder] = [resolve(io.cwd, file), resolve(io.cwd, options.to)];
  if ((await stat(folder).catch(() => null))?.isDirectory() === false) {
    throw usageError(`--to ${options.to} is not a folder`);
  }
  return withinFile(
    path,
    () => published(path, folder, options, { environment, bundled, io }),
    (reason) => {
      throw new CommandError(`${displayPath(path, io)}: ${reason}`, ExitCode.Failure);
    },
  );
}

async function published(
  path: string,
  folder: string,
  options: PublishOptions,
  { environment, bundled, io }: { environment: Environment; bundled: Bundled; io: Io },
): Promise<ExitCode> {
  const input = await readInput(path, undefined, io);
  if (isUnreadable(input)) throw new CommandError(`cannot read ${input.path}: ${input.reason}`, ExitCode.Failure);
  const vocabulary = await environment.vocabularyFor(input.uri);
  const publication = publicationOf(input.tree, vocabulary)?.entry;
  if (publication === undefined) throw new CommandError(`${input.path} is not a VPC file`, ExitCode.Failure);
  const reading: Reading = { environment, vocabulary, io };
  const recorded = readSums(Buffer.from((await bytesOf(folder, SUMS)) ?? []).toString());
  const found = await foundAround(path, folder, recorded, reading);

  const rightName = publicationFileName(publication);
  const name = rightName ?? basename(path);
  const others = found.published.map((edition) => edition.path);
  const errors = await errorsIn(input, path, name, others, { environment, bundled, io });
  if (errors > 0) throw new Refusal(`${input.path} is not published: it has errors`);
  if (rightName === null) {
    throw new Refusal(`${input.path} is not published: it lacks a value that the filename convention needs`);
  }
  const { edition: own, notes } = await editionOf(input, path, name, reading);
  printNotes(notes, io);
  if (own === null) return ExitCode.Failure;

  const earlier = found.published.filter((edition) => edition.name !== name);
  const before = lastEdition(own, earlier, found.unpublished, reading);
  const wanted = new Map([[name, input.bytes], ...pagesOf(name, own.given, before, vocabulary)]);
  const clash = clashIn([...filesOf(name), INDEX, SUMS]);
  if (clash !== null) throw usageError(`Two published files would have the name ${clash}. Change the filename pattern`);
  const replaced = options.replace === true;
  if (!replaced) await refuseChanges(name, wanted, folder, recorded, io);
  const present = new Set(await namesIn(folder));
  const stale = before === null && replaced ? changesOf(name).filter((each) => present.has(each)) : [];
  for (const each of stale) present.delete(each);
  for (const each of wanted.keys()) present.add(each);
  const sums = await sumsOf([...earlier, own], wanted, present, folder, recorded, replaced);
  for (const each of stale) sums.delete(each);
  const indexed = [...earlier, own].map((edition) => indexedOf(edition, [...earlier, own], present, reading));
  const index = Buffer.from(indexPage(indexed, SUMS));
  if (!replaced) await refuseForeignIndex(folder, io);
  sums.set(INDEX, sha256(index));
  const files: WantedFile[] = [
    ...stale.map((each) => ({ name: each, contents: null })),
    ...Array.from(wanted, ([each, contents]) => ({ name: each, contents })),
    { name: INDEX, contents: index },
    // It vouches for the others, so it comes last.
    { name: SUMS, contents: Buffer.from(sumsText(sums)) },
  ];
  return write(files, folder, options, io);
}

/** Editions in the folder and beside the file. */
interface Found {
  /** Those in the folder that are published: they have the name of the convention, or a checksum. */
  readonly published: readonly EditionFile[];
  /** The others: drafts, or copies. They can be the last edition, but are not listed. */
  readonly unpublished: readonly EditionFile[];
}

async function foundAround(
  path: string,
  folder: string,
  recorded: ReadonlyMap<string, string>,
  reading: Reading,
): Promise<Found> {
  const { io } = reading;
  const { editions, failed } = await editionsIn(folder, path, reading);
  if (failed.length > 0) {
    // It can be the last edition: without it, the changes would be wrong.
    throw new CommandError(
      ['A file in the folder cannot be read. Correct or remove it:', ...failed.map(terminalLine)].join('\n  '),
      ExitCode.Failure,
    );
  }
  const isPublished = (edition: EditionFile): boolean => recorded.has(edition.name) || hasRightName(edition);
  const published = editions.filter(isPublished);
  const drafts = editions.filter((edition) => !isPublished(edition));
  for (const draft of drafts) {
    note(`${displayPath(draft.path, io)} is not listed: its name does not follow the filename convention`, io);
  }
  if (resolve(dirname(path)) === folder) return { published, unpublished: drafts };
  const beside = await editionsIn(dirname(path), path, reading);
  for (const each of beside.failed) note(`${each} It is not compared.`, io);
  return { published, unpublished: [...drafts, ...beside.editions] };
}

const DOUBTS: Readonly<Record<OrderDoubt, string>> = {
  contradiction: 'version and date give different orders',
  equal: 'version and date are the same, but not the content',
  unreadable: 'a date cannot be read',
};

/** The edition before one; `null` where there is none. Throws a {@link Refusal} where the order to a published one is in doubt. */
function lastEdition(
  own: EditionFile,
  published: readonly EditionFile[],
  unpublished: readonly EditionFile[],
  { vocabulary, io }: Reading,
): MatrixSource | null {
  const member = (edition: EditionFile, index: number) => ({ ...memberOf(edition.given, index, vocabulary), edition });
  const known = new Set([own.sha256]);
  // A file and its copies are one edition.
  const all = [...published, ...unpublished].filter((edition) => known.size < known.add(edition.sha256).size);
  const { before, doubtful } = editionsAround(member(own, -1), all.map(member), vocabulary.identity);
  for (const { edition, doubt } of doubtful) {
    const message = `The order of ${own.name} and ${displayPath(edition.edition.path, io)} is in doubt: ${DOUBTS[doubt]}.`;
    if (published.includes(edition.edition)) throw new Refusal(`${message} Raise the version and the publication date`);
    note(message, io);
  }
  return before?.given ?? null;
}

/** Throws a {@link Refusal} where a published file would change. */
async function refuseChanges(
  name: string,
  wanted: ReadonlyMap<string, Uint8Array>,
  folder: string,
  recorded: ReadonlyMap<string, string>,
  io: Io,
): Promise<void> {
  for (const [each, contents] of wanted) {
    const sum = sha256(contents);
    const existing = await bytesOf(folder, each);
    const isSame = (existing === null || sha256(existing) === sum) && (recorded.get(each) ?? sum) === sum;
    if (isSame) continue;
    const shown = displayPath(join(folder, each), io);
    throw new Refusal(
      each === name
        ? `${shown} is published with other content. Raise the version and the publication date, or use --replace`
        : `${shown} is published with other content, although ${name} is the same. Use --replace to write it again`,
    );
  }
}

/** Another program, or a person, has made the index of this folder. */
async function refuseForeignIndex(folder: string, io: Io): Promise<void> {
  const existing = await bytesOf(folder, INDEX);
  if (existing === null || Buffer.from(existing).includes('<meta name="generator" content="VPC Tools">')) return;
  throw new Refusal(
    `${displayPath(join(folder, INDEX), io)} was not made by "vpc publish". Use another folder, or --replace`,
  );
}

function changesOf(name: string): string[] {
  const { changesHtml, changesMarkdown } = editionNames(name);
  return [changesHtml, changesMarkdown];
}

/** All files that can belong to an edition. */
function filesOf(name: string): string[] {
  const names = editionNames(name);
  return [name, ...PUBLISHED_FORMATS.map(({ extension }) => names.as(extension)), ...changesOf(name)];
}

/**
 * The checksums of all published files. Throws a {@link Refusal} for an earlier one that was changed since it was published. A file
 * with a checksum that belongs to no edition keeps it.
 */
async function sumsOf(
  editions: readonly EditionFile[],
  wanted: ReadonlyMap<string, Uint8Array>,
  present: ReadonlySet<string>,
  folder: string,
  recorded: ReadonlyMap<string, string>,
  replaced: boolean,
): Promise<Map<string, string>> {
  const sums = new Map([...recorded].filter(([name]) => present.has(name)));
  for (const name of editions.flatMap((edition) => filesOf(edition.name))) {
    if (!present.has(name)) continue;
    const contents = wanted.get(name) ?? (await bytesOf(folder, name));
    if (contents === null) continue;
    const sum = sha256(contents);
    if (!replaced && (recorded.get(name) ?? sum) !== sum) {
      throw new Refusal(
        `${name} was changed after it was published: ${SUMS} has another checksum. Restore it, or use --replace`,
      );
    }
    sums.set(name, sum);
  }
  return sums;
}

function indexedOf(
  edition: EditionFile,
  all: readonly EditionFile[],
  present: ReadonlySet<string>,
  { vocabulary }: Reading,
): IndexedEdition {
  const { name, given, description, sha256, summary } = edition;
  const names = editionNames(name);
  const formats = PUBLISHED_FORMATS.map(({ extension, text }) => ({ text, name: names.as(extension) }));
  const changes = [
    { text: 'HTML', name: names.changesHtml },
    { text: 'Markdown', name: names.changesMarkdown },
  ];
  const { supplier, published, documentId, documentVersion } = memberOf(given, 0, vocabulary);
  const others = all.filter((other) => other !== edition).map((other) => memberOf(other.given, 0, vocabulary));
  const { before } = editionsAround(memberOf(given, 0, vocabulary), others, vocabulary.identity);
  return {
    ...{ name, description, sha256, supplier, published, documentId, documentVersion },
    files: [{ text: 'XML', name }, ...formats.filter((each) => present.has(each.name))],
    changes: changes.filter((each) => present.has(each.name)),
    isFirst: before === null,
    summary,
  };
}

/** Writes the files that have changed, or lists them. */
async function write(
  files: readonly WantedFile[],
  folder: string,
  { dryRun = false }: PublishOptions,
  io: Io,
): Promise<ExitCode> {
  const changed: WantedFile[] = [];
  for (const file of files) {
    const existing = await bytesOf(folder, file.name);
    const isSame = file.contents !== null && existing !== null && Buffer.from(existing).equals(file.contents);
    if (!isSame) changed.push(file);
  }
  const shown = displayPath(folder, io) || '.';
  if (dryRun) {
    for (const file of files) {
      const what = file.contents === null ? 'would remove' : changed.includes(file) ? 'would write' : 'unchanged';
      io.out.write(`${what} ${terminalLine(join(shown, file.name))}\n`);
    }
    return ExitCode.Clean;
  }
  // A killed run can have left temporary files.
  if (changed.length === 0) removeLeftOvers(folder);
  else await writeTogether(folder, shown, changed);
  for (const { name, contents } of changed) {
    note(`${join(shown, name)}: ${contents === null ? 'removed' : 'written'}`, io);
  }
  if (changed.length === 0) note(`${shown}: everything is published already`, io);
  return ExitCode.Clean;
}
