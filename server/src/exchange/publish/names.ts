/** The names of the files that are published together. */

/** The page with all editions, and the checksums of all files. */
export const INDEX = 'index.html';
export const SUMS = 'SHA256SUMS';

/** The files of one edition. */
export interface EditionNames {
  readonly xml: string;
  readonly changesHtml: string;
  readonly changesMarkdown: string;
  /** The file in another format. @param extension without the dot */
  readonly as: (extension: string) => string;
}

/** The names that belong to an edition. @param xml the name of its XML file, without folders */
export function editionNames(xml: string): EditionNames {
  const base = xml.replace(/(?<=.)\.[^.]*$/, '');
  return {
    xml,
    changesHtml: `${base}.changes.html`,
    changesMarkdown: `${base}.changes.md`,
    as: (extension) => `${base}.${extension}`,
  };
}

/** The first name that occurs twice, also where case does not count, as on Windows and macOS; `null` where none does. */
export function clashIn(names: readonly string[]): string | null {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name.toLowerCase()).size) ?? null;
}
