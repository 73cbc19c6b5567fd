/** The `exports` of `xspattern` do not include its types. */
declare module 'xspattern' {
  /** Compiles a pattern of XML Schema; throws if it is invalid. The result is whether a whole text matches. */
  export function compile(pattern: string): (text: string) => boolean;
}
