/** Answers that are JSON already: those that editors ask for after each key are joined from parts that have not changed. */
import type { Message } from 'vscode-languageserver/node';

/** A part of many answers: its bytes are kept with it. */
export class JsonPiece {
  constructor(readonly text: string) {}
}

/** Parts of a JSON text that follow one another. */
export type JsonParts = readonly (string | JsonPiece)[];

export function jsonText(parts: JsonParts): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** The result of a request as JSON. Only {@link partsOf} knows it; see `Runtime.takesJson`. */
export class EncodedJson {
  private constructor(readonly parts: JsonParts) {}

  /** An answer of type `T`, as the library takes it. */
  static as<T>(parts: JsonParts): T {
    return new EncodedJson(parts) as T;
  }
}

/** A message as JSON: in one piece, or with a result that is JSON already. */
export interface MessageParts {
  readonly before: string;
  readonly result: EncodedJson | null;
  /** ASCII. */
  readonly after: string;
}

export function partsOf(message: Message & { readonly id?: unknown; readonly result?: unknown }): MessageParts {
  const { result, ...rest } = message;
  if (!(result instanceof EncodedJson)) return { before: JSON.stringify(message), result: null, after: '' };
  return { before: `${JSON.stringify(rest).slice(0, -1)},"result":`, result, after: '}' };
}
