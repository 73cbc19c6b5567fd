/** `xspattern` ships its types where its `exports` do not lead to them. */
declare module 'xspattern' {
  /** Compiles a pattern of XML Schema; throws where it is none. The result tells whether a whole text matches. */
  export function compile(pattern: string): (text: string) => boolean;
}
