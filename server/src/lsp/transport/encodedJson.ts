/** Answers that are JSON already: those that editors ask for after each key are joined from parts that have not changed. */
import type { Message } from 'vscode-languageserver/node';

/** The result of a request as JSON text. Only {@link jsonEncoder} knows it; see `Runtime.takesJson`. */
export class EncodedJson {
  private constructor(readonly text: string) {}

  /** An answer of type `T`, as the library takes it. */
  static as<T>(text: string): T {
    return new EncodedJson(text) as T;
  }
}

/** Encodes messages for a stream, as the library does, and results that are JSON already as they are. */
export const jsonEncoder = {
  name: 'application/json',
  encode(message: Message, { charset }: { readonly charset: BufferEncoding }): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(textOf(message), charset));
  },
};

function textOf(message: Message & { readonly id?: unknown; readonly result?: unknown }): string {
  const { result, ...rest } = message;
  if (!(result instanceof EncodedJson)) return JSON.stringify(message);
  return `${JSON.stringify(rest).slice(0, -1)},"result":${result.text}}`;
}
