/**
 * Decides what is written to a folder of published editions, for the command line and the editor. It reads and writes nothing
 * itself: the caller answers what is in the folder, and writes the files.
 */
import { publicationFileName } from '../../domain/publicationName';
import { publicationOf } from '../../domain/model';
import type { Vocabulary } from '../../domain/vocabulary';
import { clashIn, editionNames, INDEX, SUMS } from '../../exchange/publish/names';
import { readSums, sumsText } from '../../exchange/publish/sums';
import { editionsAround } from '../../workspace/editions';
import type { Task } from '../../xml/task';
import type { XmlTree } from '../../xml/tree';
import { memberOf } from '../editionTable';
import { indexPage, type IndexedEdition } from '../export/indexPage';
import { isOwnPage } from '../export/page';
import { PUBLISHED_FORMATS } from '../export/published';
import type { MatrixSource } from '../sources';
import { hasRightName, type EditionFile } from './edition';
import { pagesOf, utf8 } from './pages';
import type { PublishNote, Refusal } from './refusal';

/** The folder of the published editions. */
export interface PublishFolder {
  /** The names of all entries; empty where it does not exist. */
  names(): Promise<readonly string[]>;
  /** The text of a file; `null` where there is nothing of this name. */
  textOf(name: string): Promise<string | null>;
  /** SHA-256 of the bytes of a file, in hexadecimal; `null` as of {@link textOf}. */
  sumOf(name: string): Promise<string | null>;
}

/** Other VPC files. Errors of those that cannot be read are the caller's. */
export interface OtherEditions {
  /** Those in the folder, without the file itself. */
  readonly inFolder: readonly EditionFile[];
  /** Those beside the file; empty where that is the same folder. */
  readonly beside: () => Promise<readonly EditionFile[]>;
}

/** What the caller does for a plan. */
export interface PublishHost {
  readonly folder: PublishFolder;
  readonly vocabulary: Vocabulary;
  /** Runs a part of the work, in time slices or at once. */
  run<T>(task: Task<T>): Promise<T>;
  /** SHA-256 in hexadecimal. */
  sha256(bytes: Uint8Array): Promise<string>;
  /** Receives each note when it is known. */
  note(note: PublishNote): void;
  others(): Promise<OtherEditions>;
  /**
   * Checks the file as it will be published.
   * @param name its name after publication: rules and configuration go by it
   * @param published other editions, which rules can compare it with
   * @returns whether it has errors
   */
  hasErrors(name: string, published: readonly EditionFile[]): Promise<boolean>;
  /** The edition in the file under its right name; `null` where nothing of it can be shown. The caller tells why. */
  own(name: string): Promise<EditionFile | null>;
}

/** A file of the folder. */
export interface PlannedFile {
  /** Without folders. */
  readonly name: string;
  /** `null`: it is removed. */
  readonly contents: Uint8Array | null;
  /** Whether the folder has something else under this name. */
  readonly isChanged: boolean;
}

/** What is written: all files of the edition, the index and the checksums, in this order; nothing where it is refused. */
export type PublishPlan =
  | { readonly files: readonly PlannedFile[]; readonly refusal: null }
  | { readonly files: readonly []; readonly refusal: Refusal };

/** The file to publish. */
export interface FileToPublish {
  readonly tree: XmlTree;
  readonly bytes: Uint8Array;
  /** Its name now, without folders. */
  readonly fileName: string;
}

/** Thrown inside; {@link planOf} makes a result of it. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

/**
 * Checks a file and decides what is published of it.
 * @param replace whether files that are published with other content are replaced
 * @returns `null`: the root element is not the vocabulary's
 */
export async function planOf(file: FileToPublish, replace: boolean, host: PublishHost): Promise<PublishPlan | null> {
  try {
    return await planned(file, replace, host);
  } catch (error) {
    if (error instanceof Refused) return { files: [], refusal: error.refusal };
    throw error;
  }
}

async function planned(
  { tree, bytes, fileName }: FileToPublish,
  replace: boolean,
  host: PublishHost,
): Promise<PublishPlan | null> {
  const { folder, vocabulary } = host;
  const publication = publicationOf(tree, vocabulary)?.entry;
  if (publication === undefined) return null;
  const recorded = readSums((await folder.textOf(SUMS)) ?? '');
  const found = await foundAround(recorded, host);

  const rightName = publicationFileName(publication);
  const name = rightName ?? fileName;
  if (await host.hasErrors(name, found.published)) throw new Refused({ kind: 'errors' });
  if (rightName === null) throw new Refused({ kind: 'unnamed' });
  const own = await host.own(name);
  if (own === null) throw new Refused({ kind: 'unreadable' });

  const earlier = found.published.filter((edition) => edition.name !== name);
  const before = lastEdition(own, earlier, found.unpublished, host);
  const wanted = new Map([[name, bytes], ...(await host.run(pagesOf(name, own.given, before, vocabulary)))]);
  const clash = clashIn([...filesOf(name), INDEX, SUMS]);
  if (clash !== null) throw new Refused({ kind: 'clash', name: clash });
  const wantedSums = new Map<string, string>();
  for (const [each, contents] of wanted) wantedSums.set(each, await host.sha256(contents));
  if (!replace) await refuseChanges(name, wantedSums, recorded, folder);
  const present = new Set(await folder.names());
  const stale = before === null && replace ? changesOf(name).filter((each) => present.has(each)) : [];
  for (const each of stale) present.delete(each);
  for (const each of wanted.keys()) present.add(each);
  const editions = [...earlier, own];
  const sums = await sumsOf(editions, wantedSums, present, folder, recorded, replace);
  for (const each of stale) sums.delete(each);
  const indexed = editions.map((edition) => indexedOf(edition, editions, present, vocabulary));
  const index = utf8(indexPage(indexed, SUMS));
  if (!replace) await refuseForeignIndex(folder);
  sums.set(INDEX, await host.sha256(index));
  const files = [
    ...stale.map((each) => ({ name: each, contents: null })),
    ...Array.from(wanted, ([each, contents]) => ({ name: each, contents })),
    { name: INDEX, contents: index },
    // It vouches for the others, so it comes last.
    { name: SUMS, contents: utf8(sumsText(sums)) },
  ];
  return { files: await compared(files, host), refusal: null };
}

/** The files, each with whether the folder has another one of its name, or none. */
async function compared(files: readonly Omit<PlannedFile, 'isChanged'>[], host: PublishHost): Promise<PlannedFile[]> {
  const result: PlannedFile[] = [];
  for (const { name, contents } of files) {
    const existing = await host.folder.sumOf(name);
    const isChanged = contents === null || existing === null || existing !== (await host.sha256(contents));
    result.push({ name, contents, isChanged });
  }
  return result;
}

/** Editions in the folder and beside the file. */
interface Found {
  /** Those in the folder that are published: they have the name of the convention, or a checksum. */
  readonly published: readonly EditionFile[];
  /** The others: drafts, or copies. They can be the last edition, but are not listed. */
  readonly unpublished: readonly EditionFile[];
}

async function foundAround(recorded: ReadonlyMap<string, string>, host: PublishHost): Promise<Found> {
  const { inFolder, beside } = await host.others();
  const isPublished = (edition: EditionFile): boolean => recorded.has(edition.name) || hasRightName(edition);
  const published = inFolder.filter(isPublished);
  const drafts = inFolder.filter((edition) => !isPublished(edition));
  for (const edition of drafts) host.note({ kind: 'draft', edition });
  return { published, unpublished: [...drafts, ...(await beside())] };
}

/** The edition before one; `null` where there is none. Throws where the order to a published one is in doubt. */
function lastEdition(
  own: EditionFile,
  published: readonly EditionFile[],
  unpublished: readonly EditionFile[],
  host: PublishHost,
): MatrixSource | null {
  const { vocabulary } = host;
  const member = (edition: EditionFile, index: number) => ({ ...memberOf(edition.given, index, vocabulary), edition });
  const known = new Set([own.sha256]);
  // A file and its copies are one edition.
  const all = [...published, ...unpublished].filter((edition) => known.size < known.add(edition.sha256).size);
  const { before, doubtful } = editionsAround(member(own, -1), all.map(member), vocabulary.identity);
  for (const { edition, doubt } of doubtful) {
    const { edition: other } = edition;
    const doubted = { kind: 'order', name: own.name, other, doubt } as const;
    if (published.includes(other)) throw new Refused(doubted);
    host.note(doubted);
  }
  return before?.given ?? null;
}

/** Throws where a published file would change. @param wanted checksums by name */
async function refuseChanges(
  edition: string,
  wanted: ReadonlyMap<string, string>,
  recorded: ReadonlyMap<string, string>,
  folder: PublishFolder,
): Promise<void> {
  for (const [name, sum] of wanted) {
    const existing = await folder.sumOf(name);
    const isSame = (existing === null || existing === sum) && (recorded.get(name) ?? sum) === sum;
    if (!isSame) throw new Refused({ kind: 'content', name, edition });
  }
}

/** Throws where another program, or a person, has made the index of this folder. */
async function refuseForeignIndex(folder: PublishFolder): Promise<void> {
  const existing = await folder.textOf(INDEX);
  if (existing === null || isOwnPage(existing)) return;
  throw new Refused({ kind: 'index' });
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
 * The checksums of all published files. Throws for an earlier one that was changed since it was published. A file with a checksum
 * that belongs to no edition keeps it.
 */
async function sumsOf(
  editions: readonly EditionFile[],
  wanted: ReadonlyMap<string, string>,
  present: ReadonlySet<string>,
  folder: PublishFolder,
  recorded: ReadonlyMap<string, string>,
  replace: boolean,
): Promise<Map<string, string>> {
  const sums = new Map([...recorded].filter(([name]) => present.has(name)));
  for (const name of editions.flatMap((edition) => filesOf(edition.name))) {
    if (!present.has(name)) continue;
    const sum = wanted.get(name) ?? (await folder.sumOf(name));
    if (sum === null) continue;
    if (!replace && (recorded.get(name) ?? sum) !== sum) throw new Refused({ kind: 'changed', name });
    sums.set(name, sum);
  }
  return sums;
}

function indexedOf(
  edition: EditionFile,
  all: readonly EditionFile[],
  present: ReadonlySet<string>,
  vocabulary: Vocabulary,
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
