/** The files that publishing reads. What the server cannot read itself comes from the client. */
import { recordPublication } from '../../workspace/publicationRecord';
import type { PublicationRecord } from '../../workspace/workspaceIndex';
import type { Vocabulary } from '../../domain/vocabulary';
import { noteText } from '../../matrix/notes';
import { readEdition, type EditionFile, type EditionPlace, type ReadEdition } from '../../matrix/publish/edition';
import type { PublishFolder } from '../../matrix/publish/plan';
import { decode, withProblems } from '../../xml/decode';
import type { Problem } from '../../xml/problem';
import type { Task } from '../../xml/task';
import { XmlDocument } from '../documents';
import { openDocument } from '../matrix/files';
import type { Session } from '../session';
import { escaped } from '../uris';
import { keyOf } from '../workspace';

/** A reason for which nothing is published, localised: the answer is a refusal. */
export class NotPublished extends Error {}

/** What the parts of one request share. */
export interface Publishing {
  readonly session: Session;
  /** That of all editions. */
  readonly vocabulary: Vocabulary;
  /** Key of the file that is published. */
  readonly ownKey: string;
  /** Runs a part of the work in time slices. */
  readonly run: <T>(task: Task<T>) => Promise<T>;
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The uri of a file in a folder. */
export function uriIn(folder: string, name: string): string {
  return `${folder.replace(/\/$/, '')}/${escaped(name)}`;
}

/**
 * The folder of the published editions, without reading a file twice. Throws {@link NotPublished} for a file that cannot be read.
 * @param names those of all its entries
 */
export function publishFolder(folder: string, names: readonly string[], { runtime, localize }: Session): PublishFolder {
  // Where case does not count, the file can be there under another spelling.
  const listed = new Set(names.map((name) => name.toLowerCase()));
  const exact = new Set(names);
  const sums = new Map<string, string | null>();
  const bytesOf = async (name: string): Promise<Uint8Array | null> => {
    if (!listed.has(name.toLowerCase())) return null;
    const bytes = await runtime.readFile(uriIn(folder, name));
    if (bytes === null && exact.has(name)) throw new NotPublished(localize('{0} cannot be read.', name));
    return bytes;
  };
  return {
    names: () => Promise.resolve(names),
    async textOf(name) {
      const bytes = await bytesOf(name);
      return bytes && withProblems(decode(bytes)).text;
    },
    async sumOf(name) {
      let sum = sums.get(name);
      if (sum === undefined) {
        const bytes = await bytesOf(name);
        sums.set(name, (sum = bytes && (await sha256(bytes))));
      }
      return sum;
    },
  };
}

/** The editions of a folder. */
export interface FolderEditions {
  readonly editions: readonly EditionFile[];
  /** Why each of the others cannot be read, localised. */
  readonly failed: readonly string[];
  /** What rules need of the editions, by {@link EditionFile.id}, which is the uri. */
  readonly records: ReadonlyMap<string, PublicationRecord>;
}

/** Reads the VPC files among the files of a folder, without the one that is published. @param names of all entries */
export async function editionsIn(
  folder: string,
  names: readonly string[],
  publishing: Publishing,
): Promise<FolderEditions> {
  const { session, ownKey } = publishing;
  const { workspace } = session;
  const extensions = await workspace.extensionsIn(`${folder.replace(/\/$/, '')}/`);
  const editions: EditionFile[] = [];
  const failed: string[] = [];
  const records = new Map<string, PublicationRecord>();
  // The order of `readdir` of the command line: of several copies, the first one is the last edition.
  for (const name of [...names].sort()) {
    const uri = uriIn(folder, name);
    const canBeVpc = extensions.some((extension) => name.toLowerCase().endsWith(extension));
    if (!canBeVpc || keyOf(uri) === ownKey) continue;
    const found = await editionAt(uri, name, publishing);
    if (found === null) continue;
    if (typeof found === 'string') failed.push(`${name}: ${found}`);
    else {
      editions.push(found.edition);
      if (found.record !== null) records.set(uri, found.record);
    }
  }
  return { editions, failed, records };
}

/** @returns `null`: not a VPC file; a text: why it cannot be read, localised */
async function editionAt(
  uri: string,
  name: string,
  publishing: Publishing,
): Promise<{ readonly edition: EditionFile; readonly record: PublicationRecord | null } | string | null> {
  const { session, vocabulary, run } = publishing;
  const { runtime, workspace, localize } = session;
  const bytes = await runtime.readFile(uri);
  if (bytes === null) return localize('Cannot read the file.');
  const { text, problems } = withProblems(decode(bytes));
  if ((await workspace.vocabularyOf(text, uri)) === null) return null;
  const document = XmlDocument.open(uri, 'xml', 0, text);
  const place = { id: uri, shown: name, name, sha256: await sha256(bytes) };
  const { edition, notes } = await readAt(document, place, problems, publishing);
  if (edition === null) {
    return notes.map((note) => noteText({ ...note, path: undefined }, localize)).join(' ');
  }
  return { edition, record: await run(recordPublication(uri, document.tree, vocabulary)) };
}

/** An edition in a document, under the name and with the checksum of `place`. Throws {@link NotPublished} for one that is too large. */
export async function readAt(
  document: XmlDocument,
  place: EditionPlace,
  encoding: readonly Problem[],
  { session, vocabulary, run }: Publishing,
): Promise<ReadEdition> {
  const { runtime, workspace, localize } = session;
  if (document.serviceLevel !== 'full') throw new NotPublished(tooLarge(place.shown, localize));
  await document.ready(runtime);
  const { uri } = document;
  const governed = workspace.limited(document, await workspace.binding(document));
  // The settings of a file that is not open would stay for ever.
  if (openDocument(session, uri) === undefined) workspace.forget(uri);
  const isOwner = await workspace.isOwnerFile(uri);
  return run(readEdition(governed, place, { isOwner, encoding }, vocabulary));
}

/** The reason where a file is too large for the editor. */
export function tooLarge(name: string, localize: Session['localize']): string {
  return localize('{0} is too large to be published here. Use "vpc publish" instead.', name);
}
