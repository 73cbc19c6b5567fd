/**
 * Pieces of markdown. What comes from a document, a schema or a table is text: whatever it holds, it is shown and never
 * interpreted.
 */

/** Text in a paragraph: what markdown or HTML could take for markup is escaped, line breaks become blanks. */
export function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      // Headings, lists and rules begin a line.
      .replace(/^[#+\-=]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      // Addresses would become links by themselves.
      .replace(/:(?=\/\/)|@/g, '\\$&')
      .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`)
  );
}

/** Text as code: a fence of backticks that is longer than any run in it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '' : `${fence}${space}${line}${space}${fence}`;
}

/** Text in bold. */
export function bold(text: string): string {
  return text.trim() === '' ? '' : `**${plain(text)}**`;
}

/** Paragraphs, one below the other; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Markdown made of the pieces above, for an editor that shows text only. */
export function withoutMarkup(markdown: string): string {
  return markdown.replace(
    /\\(.)|(`+)( ?)(.+?)\3\2(?!`)|\*\*?|&(amp|lt|gt);/g,
    (_, escaped?: string, _fence?: string, _space?: string, coded?: string, entity?: string) =>
      escaped ?? coded ?? (entity === undefined ? '' : ENTITIES[entity]!),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
