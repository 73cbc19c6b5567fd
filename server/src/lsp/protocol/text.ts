/** 0-based, UTF-16, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** As in LSP: all ranges count in the text before the edits. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
