/** The heads of columns, in any spelling. */

const SPELLINGS: ReadonlyMap<string, string> = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }));

/** The name of a column without case, spaces and punctuation; `ü` and `ue` are the same. */
export function comparableHead(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => SPELLINGS.get(letter)!)
    .replace(/[^\p{L}\p{N}]/gu, '');
}
