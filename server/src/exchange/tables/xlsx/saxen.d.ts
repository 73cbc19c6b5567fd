/** What is used of saxen 11, which has no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      called: (
        name: string,
        attributes: () => Readonly<Record<string, string>> | true,
        decode: Decode,
        isEmpty: boolean,
      ) => void,
    ): this;
    on(event: 'closeTag', called: (name: string, decode: Decode, isEmpty: boolean) => void): this;
    on(event: 'text', called: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', called: (text: string) => void): this;
    on(event: 'attention', called: (text: string) => void): this;
    on(event: 'error' | 'warn', called: (error: Error) => void): this;
    write(text: string): this;
    end(): this;
    stop(): void;
  }
}
