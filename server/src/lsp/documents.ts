import { TextDocuments, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { parse, Parsing } from '../xml/parser';
import { reparse } from '../xml/reparse';
import type { XmlTree } from '../xml/tree';
import { careFor, type Care } from './limits';
import { sliceEnds } from './paced';
import type { Runtime } from './runtime';

/** Texts up to this length are parsed at once: it takes no longer than a slice. */
const PARSED_AT_ONCE = 250_000;
/** Between two looks at the clock. */
const TOKENS_PER_STEP = 2_000;

/** The tree of a text, made when it is asked for or, a slice at a time, before. */
class Source {
  private parsing: Parsing | null = null;
  private parsed: XmlTree | null = null;
  private waiting: Promise<void> | null = null;

  private constructor(
    readonly length: number,
    readonly care: Care,
  ) {}

  static text(text: string): Source {
    const care = careFor(text.length);
    const source = new Source(text.length, care);
    if (care === 'none') source.parsed = parse('');
    else if (text.length <= PARSED_AT_ONCE) source.parsed = parse(text);
    else source.parsing = new Parsing(text);
    return source;
  }

  static tree(tree: XmlTree): Source {
    const source = new Source(tree.length, careFor(tree.length));
    source.parsed = tree;
    return source;
  }

  get tree(): XmlTree {
    return (this.parsed ??= this.parsing!.advance(Infinity)!);
  }

  ready(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    return (this.waiting ??= this.parse(runtime));
  }

  private async parse(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    let isOver = sliceEnds();
    while (this.parsed === null) {
      this.parsed = this.parsing!.advance(TOKENS_PER_STEP);
      if (!isOver()) continue;
      await runtime.yieldTurn();
      isOver = sliceEnds();
    }
    this.parsing = null;
    // Whoever waits for it has a slice of work to do.
    await runtime.yieldTurn();
  }
}

/**
 * One version of an open document. The tree is the text: neither the whole string nor a line table is kept, so that an
 * edit costs its path in the tree and not the file.
 */
export class XmlDocument {
  private constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    private readonly source: Source,
  ) {}

  static open(uri: string, languageId: string, version: number, text: string): XmlDocument {
    return new XmlDocument(uri, languageId, version, Source.text(text));
  }

  /** The tree; that of an empty text where {@link care} is `none`. A long text is parsed now, unless it is ready. */
  get tree(): XmlTree {
    return this.source.tree;
  }

  /** How much is done for the document; see `limits.ts`. */
  get care(): Care {
    return this.source.care;
  }

  /** Waits until the text is parsed, which goes on a slice at a time. */
  ready(runtime: Pick<Runtime, 'yieldTurn'>): Promise<void> {
    return this.source.ready(runtime);
  }

  /** The document after the client's edits, which come in the order in which they happened. */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): XmlDocument {
    return new XmlDocument(this.uri, this.languageId, version, changes.reduce(changed, this.source));
  }
}

function changed(source: Source, change: TextDocumentContentChangeEvent): Source {
  if (!('range' in change)) return Source.text(change.text);
  // Of a text that was not read nobody knows where the edit is.
  if (source.care === 'none') return source;
  const { tree } = source;
  const a = tree.offsetAt(change.range.start);
  const b = tree.offsetAt(change.range.end);
  return Source.tree(reparse(tree, { start: Math.min(a, b), end: Math.max(a, b), text: change.text }));
}

/** The open documents, kept in step with the client. */
export function openDocuments(): TextDocuments<XmlDocument> {
  return new TextDocuments<XmlDocument>({
    create: (uri, languageId, version, text) => XmlDocument.open(uri, languageId, version, text),
    update: (document, changes, version) => document.edited(changes, version),
  });
}
