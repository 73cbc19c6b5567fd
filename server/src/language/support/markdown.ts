/** Pieces of markdown. What comes from a document, a schema or a table is shown as text and never interpreted as markup. */
import { shown } from '../../xml/invisible';

/** Text in a paragraph: what could be read as markdown or HTML is escaped, line breaks become spaces. */
export function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      // Headings, lists and rules are recognised at the start of a line.
      .replace(/^[#+\-=]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      // Addresses would become links.
      .replace(/:(?=\/\/)|@/g, '\\$&')
      .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`)
  );
}

/** Text as code: the fence has more backticks than any sequence of them in the text. Invisible characters are shown. */
export function code(text: string): string {
  const line = shown(text.replace(/[ \t\r\n]+/g, ' ').trim());
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '' : `${fence}${space}${line}${space}${fence}`;
}

/** Text in bold. */
export function bold(text: string): string {
  return text.trim() === '' ? '' : `**${plain(text)}**`;
}

/** A link. The address is a URI, in which brackets are escaped. */
export function link(text: string, uri: string): string {
  return `[${plain(text)}](${uri.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** Joins paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The text of markdown that was made of the pieces above, for an editor that shows plain text only. */
export function withoutMarkup(markdown: string): string {
  return markdown.replace(
    /\[((?:\\.|[^\]\\])+)\]\((\S+?)\)|\\(.)|(`+)( ?)(.+?)\5\4(?!`)|\*\*?|&(amp|lt|gt);/g,
    (
      _,
      linked?: string,
      uri?: string,
      escaped?: string,
      _fence?: string,
      _space?: string,
      coded?: string,
      entity?: string,
    ) =>
      linked === undefined
        ? (escaped ?? coded ?? (entity === undefined ? '' : ENTITIES.get(entity)!))
        : `${withoutMarkup(linked)} (${uri!})`,
  );
}

const ENTITIES: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>' }));
