/** Whether edits keep what a person wrote. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What can be seen, without the syntax of markup. */
const VISIBLE = /[^\s<>/="'\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zs}]/gu;
/** Whole markup: elements, end tags, attributes. An equal one beside it keeps what it says. */
const MARKUP = /^\s*(?:<[\s\S]*>|[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))\s*$/;
/** An element without attributes and text says nothing. */
const EMPTY = /^\s*<([\w:.-]+)>\s*<\/\1>\s*$/;
const SENTENCE = />([^<>&"=]*\p{L} [^<>&"=]*\p{L} [^<>&"=]*)</gu;

/**
 * What automatic fixes lose of a text, one line each.
 *
 * A value can be written in another form (`Ja`, `true`). What is only removed must be written elsewhere, by another edit or as
 * an exact copy; sentences keep all their characters in their order.
 */
export function lostBy(source: string, edits: readonly Edit[], result: string): string[] {
  const lost: string[] = [];
  for (const { start, end, text } of edits) {
    const removed = source.slice(start, end);
    if (visible(removed) === '' || visible(text) !== '') continue;
    const isMoved = edits.some((other) => other.start !== start && visible(other.text).includes(visible(removed)));
    const isCopy = MARKUP.test(removed) && result.includes(removed.trim());
    if (!isMoved && !isCopy && !EMPTY.test(removed)) lost.push(`removes ${JSON.stringify(removed)}`);
  }
  const seen = visible(result);
  for (const [, sentence] of source.matchAll(SENTENCE)) {
    if (!seen.includes(visible(sentence!))) lost.push(`changes ${JSON.stringify(sentence)}`);
  }
  return lost;
}

function visible(text: string): string {
  return (withCharacters(text).match(VISIBLE) ?? []).join('');
}

/** With references to characters replaced by them; the two halves of a surrogate pair become one character. */
function withCharacters(text: string): string {
  return text
    .replaceAll('&nbsp;', ' ')
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    );
}
