/** Answers that are JSON already: those that editors ask for after each key are joined from parts that have not changed. */
import type { Message } from 'vscode-languageserver/node';

/** The result of a request as JSON text. Only {@link partsOf} knows it; see `Runtime.takesJson`. */
export class EncodedJson {
  private constructor(readonly text: string) {}

  /** An answer of type `T`, as the library takes it. */
  static as<T>(text: string): T {
    return new EncodedJson(text) as T;
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
