import { MessageType, ShowMessageNotification, type ShowMessageParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { noteText, type Note } from '../../matrix/notes';
import { readPublication, unreadableNote } from '../../matrix/reading';
import { sourceOf, type MatrixSource } from '../../matrix/sources';
import { publicationOf, type PlacedEntry } from '../../domain/model';
import type { Vocabulary } from '../../domain/vocabulary';
import { decode, withProblems } from '../../xml/decode';
import type { Problem } from '../../xml/problem';
import { resumable } from '../../xml/task';
import { XmlDocument } from '../documents';
import type { MatrixEdition } from '../protocol';
import type { FileKeeper, Keep } from '../indexer';
import { readText, type Runtime } from '../runtime';
import { inBackground } from '../runSafe';
import type { Session } from '../session';
import { runInSlices } from '../timeSlicing';
import { fileNameOf, keyOf } from '../workspace';
import { readProductList, type ListedProduct } from '../../exchange/products/productList';
import type { MyProducts } from '../../matrix/myProducts';
import { importText } from '../../exchange/problem';

/** What the matrix needs of a document. */
export interface ReadDocument {
  readonly uri: string;
  readonly source: MatrixSource;
  /** `null`: not a VPC file. */
  readonly vocabulary: Vocabulary | null;
  /** Why nothing of the document is shown, localised. */
  readonly problem?: string;
  /** What is missing of the document or not certain. */
  readonly notes: readonly Note[];
}

/** A document and the publication in it. */
export interface FoundPublication {
  readonly document: XmlDocument;
  readonly publication: PlacedEntry<'publication'>;
}

/**
 * Reads the documents of a matrix, open or on disk. What the matrix needs of a file on disk is cached, without its text, until
 * the file changes.
 */
export class MatrixFiles implements FileKeeper {
  private readonly onDisk = new Map<string, ReadDocument>();
  /** Incremented when something that was read can be out of date. */
  private changes = 0;
  /** What was last read of the open documents while they were well-formed. */
  private readonly wellFormed = new Map<string, ReadDocument>();

  constructor(private readonly session: Session) {}

  /** Files have changed on disk: they are read again. */
  changed(uris: readonly string[]): void {
    this.changes++;
    for (const uri of uris) {
      this.onDisk.delete(keyOf(uri));
      if (openDocument(this.session, uri) === undefined) this.wellFormed.delete(keyOf(uri));
    }
  }

  /** Reads all files again, after settings, profiles or schemas have changed. */
  clear(): void {
    this.changes++;
    this.onDisk.clear();
    this.wellFormed.clear();
  }

  /** See {@link FileKeeper}. What changes while a file is read is read again when a matrix needs it. */
  keeping(): Keep {
    const { changes } = this;
    return async (uri, tree, encoding, runtime, isWanted) => {
      const isCurrent = (): boolean => isWanted() && changes === this.changes;
      const document = XmlDocument.parsed(uri, tree);
      const read = await this.readDocument(document, uri, nameOf(uri), isCurrent, encoding, runtime);
      if (read !== null && isCurrent()) this.onDisk.set(keyOf(uri), read);
    };
  }

  /**
   * Reads what the matrix needs of a document.
   * @param isWanted called before each time slice; `false` cancels
   * @returns `null` if cancelled
   */
  async read(uri: string, name: string, isWanted: () => boolean): Promise<ReadDocument | null> {
    for (;;) {
      const open = openDocument(this.session, uri);
      if (open !== undefined) {
        this.onDisk.delete(keyOf(uri));
        const isCurrent = (): boolean => isWanted() && openDocument(this.session, uri) === open;
        const read = await this.readDocument(open, open.uri, name, isCurrent);
        if (read !== null || !isWanted()) return read;
        // It was edited meanwhile: read the newer text.
        continue;
      }
      const known = this.onDisk.get(keyOf(uri));
      if (known !== undefined) return known;
      const file = await readText(this.session.runtime, uri);
      const read =
        file === null
          ? this.unread(uri, name, null, [unreadableNote(name, this.session.localize('Cannot read the file.'))])
          : await this.readDecoded({ uri, name }, withProblems(file), isWanted);
      if (read !== null) this.onDisk.set(keyOf(uri), read);
      return read;
    }
  }

  /** Like {@link read}, for a text that the client provides. */
  async readText(
    { uri, name, text }: MatrixEdition & { readonly text: string },
    isWanted: () => boolean,
  ): Promise<ReadDocument | null> {
    return this.readDecoded({ uri, name }, { text, problems: [] }, isWanted);
  }

  /** Like {@link readText}, for the bytes of a file that is elsewhere. */
  async readBytes(edition: MatrixEdition, bytes: Uint8Array, isWanted: () => boolean): Promise<ReadDocument | null> {
    return this.readDecoded(edition, withProblems(decode(bytes)), isWanted);
  }

  private async readDecoded(
    { uri, name }: MatrixEdition,
    { text, problems }: ReturnType<typeof withProblems>,
    isWanted: () => boolean,
  ): Promise<ReadDocument | null> {
    return this.readDocument(XmlDocument.open(uri, 'xml', 0, text), uri, name, isWanted, problems);
  }

  /** The current publication in a document; `null` if it is not a VPC file or cannot be read. */
  async publication(uri: string): Promise<FoundPublication | null> {
    const document = openDocument(this.session, uri) ?? (await this.fileAt(uri));
    if (document?.serviceLevel !== 'full') return null;
    await document.ready(this.session.runtime);
    const { vocabulary } = await this.session.workspace.binding(document, this.isOpen(document));
    const publication = vocabulary && publicationOf(document.tree, vocabulary);
    return publication && { document, publication };
  }

  private async fileAt(uri: string): Promise<XmlDocument | null> {
    const file = await readText(this.session.runtime, uri);
    // Nothing of a doubtful text is shown, so there is nothing to find in it.
    return file?.text == null ? null : XmlDocument.open(uri, 'xml', 0, file.text);
  }

  private isOpen({ uri }: XmlDocument): boolean {
    return openDocument(this.session, uri) !== undefined;
  }

  private async readDocument(
    document: XmlDocument,
    uri: string,
    name: string,
    isWanted: () => boolean,
    encoding: readonly Problem[] = [],
    runtime: Pick<Runtime, 'yieldTurn'> = this.session.runtime,
  ): Promise<ReadDocument | null> {
    const { workspace, localize } = this.session;
    if (document.serviceLevel !== 'full') {
      const why = localize('Too large for the matrix in the editor. Use "vpc matrix" instead.');
      return this.unread(uri, name, null, [unreadableNote(name, why)]);
    }
    await document.ready(runtime);
    const binding = await workspace.binding(document, this.isOpen(document));
    const isOwner = await workspace.isOwnerFile(uri);
    const governing = workspace.limited(document, binding);
    const read = await runInSlices(
      runtime,
      resumable(() => readPublication(governing, { name, path: name, isOwner, encoding })),
      isWanted,
    );
    if (read === null) return null;
    const { given, notes } = read.result;
    if (given !== null) return this.remembered({ uri, source: given, vocabulary: binding.vocabulary, notes }, document);
    // Somebody is typing: what was well-formed before is more useful than an empty column.
    const last = openDocument(this.session, uri) === document ? this.wellFormed.get(keyOf(uri)) : undefined;
    const isLimit = notes.some(({ kind }) => kind === 'limit');
    if (last === undefined || isLimit) return this.unread(uri, name, binding.vocabulary, notes);
    return { ...last, notes: notes.map((note) => ({ ...note, ...LAST_WELL_FORMED })) };
  }

  private remembered(read: ReadDocument, document: XmlDocument): ReadDocument {
    // An earlier edition of an open document is not what was last typed.
    if (openDocument(this.session, read.uri) === document) this.wellFormed.set(keyOf(read.uri), read);
    return read;
  }

  /** @param vocabulary `null` where it is no VPC file, or nothing is known of it */
  private unread(uri: string, name: string, vocabulary: Vocabulary | null, notes: readonly Note[]): ReadDocument {
    const [first] = notes;
    const problem = first === undefined ? '' : noteText({ ...first, path: undefined }, this.session.localize);
    return { uri, source: sourceOf(null, name), vocabulary, problem, notes };
  }
}

/** The note on a document that is edited and not well-formed at the moment. */
const LAST_WELL_FORMED = {
  message: 'Not well-formed at the moment. Shown is the last well-formed version of this document.',
  args: [],
  cause: undefined,
} as const;

/** The open document with a uri, whatever its spelling. */
export function openDocument({ documents }: Session, uri: string): XmlDocument | undefined {
  return documents.get(uri) ?? documents.all().find((document) => keyOf(document.uri) === keyOf(uri));
}

/** The display name of a document: its file name. */
export function nameOf(uri: string): string {
  return fileNameOf(uri) ?? URI.parse(uri).path;
}

/** The user's own products, from the settings and the product list that they name. Each list is read once. */
export class ProductLists {
  private readonly lists = new Map<string, readonly ListedProduct[]>();

  constructor(private readonly session: Pick<Session, 'workspace' | 'runtime' | 'connection' | 'localize'>) {}

  /** The own products by the settings of a document. */
  async of(uri: string): Promise<MyProducts> {
    const { names, listUri } = await this.session.workspace.myProducts(uri);
    return { names, listed: listUri === null ? [] : await this.listed(listUri) };
  }

  /** Reads the lists again, after they may have changed. */
  clear(): void {
    this.lists.clear();
  }

  private async listed(uri: string): Promise<readonly ListedProduct[]> {
    let list = this.lists.get(uri);
    if (list === undefined) {
      const { runtime, connection, localize } = this.session;
      const bytes = await runtime.readFile(uri);
      const { products, problems } = bytes === null ? { products: [], problems: [] } : readProductList(bytes);
      const lines = problems.map((problem) => {
        const { severity, line } = problem;
        const place = line === null ? nameOf(uri) : localize('{0}, line {1}', nameOf(uri), String(line));
        return { severity, text: `${place}: ${importText(problem, localize)}` };
      });
      if (bytes === null)
        lines.push({ severity: 'error', text: `${nameOf(uri)}: ${localize('Cannot read the file.')}` });
      for (const { text } of lines) connection.console.warn(text);
      // A product that is not read is not shown: the log alone would not be seen.
      const wrong = lines.find(({ severity }) => severity === 'error');
      if (wrong !== undefined) {
        const shown: ShowMessageParams = { type: MessageType.Warning, message: wrong.text };
        inBackground(connection, 'Product list', connection.sendNotification(ShowMessageNotification.type, shown));
      }
      this.lists.set(uri, (list = products));
    }
    return list;
  }
}

/** A file that is not open, or a sentence on why it cannot be read. */
export async function documentOnDisk({ runtime, localize }: Session, uri: string): Promise<XmlDocument | string> {
  const file = await readText(runtime, uri);
  if (file === null) return localize('Cannot read the file.');
  if (file.text !== null) return XmlDocument.open(uri, 'xml', 0, file.text);
  const [problem] = file.problems;
  return localize(problem.message, ...problem.args);
}
