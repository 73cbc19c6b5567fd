/** Answers that are JSON already: those that editors ask for after each key are joined from parts that have not changed. */
import type { Message } from 'vscode-languageserver/node';

/** The result of a request as JSON text. Only {@link jsonText} knows it; see `Runtime.takesJson`. */
export class EncodedJson {
  private constructor(readonly text: string) {}

  /** An answer of type `T`, as the library takes it. */
  static as<T>(text: string): T {
    return new EncodedJson(text) as T;
  }
}

/** A message as JSON, with a result that is JSON already as it is. */
export function jsonText(message: Message & { readonly id?: unknown; readonly result?: unknown }): string {
  const { result, ...rest } = message;
  if (!(result instanceof EncodedJson)) return JSON.stringify(message);
  return `${JSON.stringify(rest).slice(0, -1)},"result":${result.text}}`;
}
