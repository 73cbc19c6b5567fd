import { URI } from 'vscode-uri';
import { sourceOf, type MatrixSource } from '../../vpc/matrix/sources';
import { publicationOf, type PlacedEntry } from '../../vpc/model';
import type { Vocabulary } from '../../vpc/vocabulary';
import { XmlDocument } from '../documents';
import { paced } from '../paced';
import type { MatrixEdition } from '../protocol';
import type { Session } from '../session';
import { fileNameOf } from '../workspace';
import { keyOf } from '../workspaceFiles';

/** What the matrix takes of a document. */
export interface ReadDocument {
  readonly uri: string;
  readonly source: MatrixSource;
  /** `null` where the document is none of ours. */
  readonly vocabulary: Vocabulary | null;
  /** Why nothing of it is shown, localised. */
  readonly problem?: string;
}

/** A document as a question about a place needs it. */
export interface FoundPublication {
  readonly document: XmlDocument;
  readonly publication: PlacedEntry<'publication'>;
}

/**
 * The documents of a matrix, open or on disk. Of what is on disk only what the matrix takes is kept, not the text; it is
 * read again once it has changed.
 */
export class MatrixFiles {
  private readonly onDisk = new Map<string, ReadDocument>();

  constructor(private readonly session: Session) {}

  /** Some files have changed on disk. */
  changed(uris: readonly string[]): void {
    for (const uri of uris) this.onDisk.delete(keyOf(uri));
  }

  /** All files may be read in another way now. */
  clear(): void {
    this.onDisk.clear();
  }

  /**
   * What the matrix takes of a document.
   * @param isWanted asked now and then while it goes on
   * @returns `null` where it is not wanted any more
   */
  async read(uri: string, name: string, isWanted: () => boolean): Promise<ReadDocument | null> {
    for (;;) {
      const open = openDocument(this.session, uri);
      if (open !== undefined) {
        this.onDisk.delete(keyOf(uri));
        const isCurrent = (): boolean => isWanted() && openDocument(this.session, uri) === open;
        const read = await this.readDocument(open, open.uri, name, isCurrent);
        if (read !== null || !isWanted()) return read;
        // It was edited meanwhile: the newer text counts.
        continue;
      }
      const known = this.onDisk.get(keyOf(uri));
      if (known !== undefined) return known;
      const text = await this.session.runtime.readFile(uri);
      const read =
        text === null
          ? this.without(uri, name, this.session.localize('The file cannot be read.'))
          : await this.readText({ uri, name, text }, isWanted);
      if (read !== null) this.onDisk.set(keyOf(uri), read);
      return read;
    }
  }

  /** The same for a text that the client has got from elsewhere. */
  async readText(
    { uri, name, text }: MatrixEdition & { readonly text: string },
    isWanted: () => boolean,
  ): Promise<ReadDocument | null> {
    return this.readDocument(XmlDocument.open(uri, 'xml', 0, text), uri, name, isWanted);
  }

  /** The publication that a document is now; `null` where it is none or not there. */
  async publication(uri: string): Promise<FoundPublication | null> {
    const document = openDocument(this.session, uri) ?? (await this.fileAt(uri));
    if (document?.care !== 'full') return null;
    await document.ready(this.session.runtime);
    const { vocabulary } = await this.session.workspace.binding(document, this.scopeOf(document));
    const publication = vocabulary && publicationOf(document.tree, vocabulary);
    return publication && { document, publication };
  }

  private async fileAt(uri: string): Promise<XmlDocument | null> {
    const text = await this.session.runtime.readFile(uri);
    return text === null ? null : XmlDocument.open(uri, 'xml', 0, text);
  }

  /** Whose settings hold: a client should not be asked for those of each file that is not open. */
  private scopeOf({ uri }: XmlDocument): string {
    return openDocument(this.session, uri)?.uri ?? this.session.workspace.folderOf(uri) ?? '';
  }

  private async readDocument(
    document: XmlDocument,
    uri: string,
    name: string,
    isWanted: () => boolean,
  ): Promise<ReadDocument | null> {
    const { runtime, workspace, localize } = this.session;
    if (document.care !== 'full') {
      const why = localize('It is too large for the matrix. "vpc matrix" makes it on the command line.');
      return this.without(uri, name, why);
    }
    await document.ready(runtime);
    const { vocabulary } = await workspace.binding(document, this.scopeOf(document));
    const publication = vocabulary && publicationOf(document.tree, vocabulary);
    if (publication === null)
      return this.without(uri, name, localize('It is not a VPC file: its root element is another.'));
    const read = await paced(runtime, () => sourceOf(publication, name), isWanted);
    return read && { uri, source: read.result, vocabulary };
  }

  private without(uri: string, name: string, problem: string): ReadDocument {
    return { uri, source: sourceOf(null, name), vocabulary: null, problem };
  }
}

/** The open document that a uri means, however it is written. */
export function openDocument({ documents }: Session, uri: string): XmlDocument | undefined {
  return documents.get(uri) ?? documents.all().find((document) => keyOf(document.uri) === keyOf(uri));
}

/** What people call a document. */
export function nameOf(uri: string): string {
  return fileNameOf(uri) ?? URI.parse(uri).path;
}
