/** Checksums in the format of `sha256sum` (GNU coreutils), as `sha256sum -c` reads it. */

/** @param sums SHA-256 in hexadecimal by name. @returns a line for each file, by name in code units */
export function sumsText(sums: ReadonlyMap<string, string>): string {
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => line(name, sum));
  return lines.join('');
}

/** A name with a line break or a backslash is escaped, and its line starts with a backslash. */
function line(name: string, sum: string): string {
  const escaped = name.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character)!);
  return `${escaped === name ? '' : '\\'}${sum}  ${escaped}\n`;
}

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/** The checksums in a text, by name; lines of another form are left out. */
export function readSums(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const each of text.split('\n')) {
    const [, escape, sum, name] = /^(\\?)([\da-f]{64}) [ *](.+)$/.exec(each) ?? [];
    if (sum === undefined || name === undefined) continue;
    const unescaped = name.replace(/\\([\\nr])/g, (_, code: string) =>
      code === 'n' ? '\n' : code === 'r' ? '\r' : '\\',
    );
    sums.set(escape === '' ? name : unescaped, sum);
  }
  return sums;
}
