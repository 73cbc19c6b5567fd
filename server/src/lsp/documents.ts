import { TextDocuments, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { parse, parsing } from '../xml/parser';
import { reparse } from '../xml/reparse';
import { runToCompletion, type Task } from '../xml/task';
import type { XmlTree } from '../xml/tree';
import type { Runtime } from './runtime';
import { serviceLevelFor, type ServiceLevel } from './serviceLevel';
import { runInSlices } from './timeSlicing';

/** In UTF-16 units. Parsing a text of this length takes no longer than a time slice, so that it is not sliced. */
const MAX_SYNCHRONOUS_LENGTH = 250_000;

/** The tree of a text. It is parsed on the first access, or in time slices before that. */
class ParsedText {
  private parsing: Task<XmlTree> | null = null;
  private parsed: XmlTree | null = null;
  private waiting: Promise<void> | null = null;

  private constructor(
    readonly length: number,
    readonly serviceLevel: ServiceLevel,
  ) {}

  static text(text: string): ParsedText {
    const serviceLevel = serviceLevelFor(text.length);
    const source = new ParsedText(text.length, serviceLevel);
    if (serviceLevel === 'none') source.parsed = parse('');
    else if (text.length <= MAX_SYNCHRONOUS_LENGTH) source.parsed = parse(text);
    else source.parsing = parsing(text);
    return source;
  }

  static tree(tree: XmlTree): ParsedText {
    const source = new ParsedText(tree.length, serviceLevelFor(tree.length));
    source.parsed = tree;
    return source;
  }

  get tree(): XmlTree {
    return (this.parsed ??= runToCompletion(this.parsing!));
  }

  ready(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    return (this.waiting ??= this.parse(runtime));
  }

  private async parse(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    if (this.parsing !== null) {
      const done = await runInSlices(runtime, this.parsing, () => this.parsed === null);
      // If the tree was accessed between two slices, the task has run to completion there.
      this.parsed ??= done!.result;
      this.parsing = null;
    }
    // The caller continues in a slice of its own.
    await runtime.yieldTurn();
  }
}

/**
 * One version of an open document. The tree holds the text: neither the string nor a line table is kept, so that the cost of
 * an edit depends on its path in the tree and not on the size of the file.
 */
export class XmlDocument {
  private constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    private readonly source: ParsedText,
  ) {}

  static open(uri: string, languageId: string, version: number, text: string): XmlDocument {
    return new XmlDocument(uri, languageId, version, ParsedText.text(text));
  }

  /** A document of which the tree is there already. */
  static parsed(uri: string, tree: XmlTree): XmlDocument {
    return new XmlDocument(uri, 'xml', 0, ParsedText.tree(tree));
  }

  /** The tree; that of an empty text where {@link serviceLevel} is `none`. Parses a long text now unless it is ready. */
  get tree(): XmlTree {
    return this.source.tree;
  }

  /** Which features are on for the document; see `serviceLevel.ts`. */
  get serviceLevel(): ServiceLevel {
    return this.source.serviceLevel;
  }

  /** Parses the text in time slices; resolves when it is parsed. */
  ready(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    return this.source.ready(runtime);
  }

  /** The document after the edits of the client, in the order in which they happened. */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): XmlDocument {
    return new XmlDocument(this.uri, this.languageId, version, changes.reduce(changed, this.source));
  }
}

function changed(source: ParsedText, change: TextDocumentContentChangeEvent): ParsedText {
  if (!('range' in change)) return ParsedText.text(change.text);
  // The text was not read, so the offset of the edit is unknown.
  if (source.serviceLevel === 'none') return source;
  const { tree } = source;
  const a = tree.offsetAt(change.range.start);
  const b = tree.offsetAt(change.range.end);
  return ParsedText.tree(reparse(tree, { start: Math.min(a, b), end: Math.max(a, b), text: change.text }));
}

/**
 * The open documents, synchronised with the client. A notification without a uri or a text opens none: it would be an error of
 * every request that looks at all documents.
 */
export function openDocuments(): TextDocuments<XmlDocument> {
  return new TextDocuments<XmlDocument>({
    create(uri: unknown, languageId, version, text: unknown) {
      if (typeof uri !== 'string' || typeof text !== 'string')
        throw new TypeError('A document needs a uri and a text.');
      return XmlDocument.open(uri, languageId, version, text);
    },
    update: (document, changes, version) => document.edited(changes, version),
  });
}
