import { TreeBuilder } from './syntax/builder';
import { Interner } from './syntax/interner';
import { Scanner } from './syntax/scanner';
import { XmlTree } from './tree';

/**
 * Parses a text into a tree. Never fails: whatever cannot be read as XML becomes a node of a broken kind
 * (see `NodeKind`) or carries a flag, and `wellFormednessProblems` says what is wrong with it.
 */
export function parse(text: string): XmlTree {
  return new Parsing(text).advance(Infinity)!;
}

/** The same in steps, so that a long text does not keep others waiting. */
export class Parsing {
  private readonly interner: Interner;
  private readonly scanner: Scanner;
  private readonly builder: TreeBuilder;

  constructor(text: string) {
    this.interner = new Interner(text.length);
    this.builder = new TreeBuilder(this.interner);
    this.scanner = new Scanner(text, true, this.interner);
  }

  /**
   * Reads on for so many tokens.
   * @returns the tree once the text has been read, `null` before; not to be called again after that
   */
  advance(tokens: number): XmlTree | null {
    const { scanner, builder } = this;
    for (let read = 0; read < tokens; read++) {
      if (!scanner.next()) return new XmlTree(builder.finish(), this.interner);
      builder.token(scanner);
    }
    return null;
  }
}
