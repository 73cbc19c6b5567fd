/**
 * Escaping of text for where it is written: XML, HTML, Markdown, JSON, and lines of terminals and logs. Each destination has one
 * function, which those who write call last.
 */
import { hiddenIn, shown } from './invisible';
import type { Markup, PlainText } from './markup';

/** Characters that XML 1.0 (2.2) does not allow, not even as a reference. */
const ILLEGAL =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** What the functions for XML and HTML change, and some other characters: nearly all texts have none of them. */
const CHANGED = /[\0-\x1F"#&'<>\x7F-\x9F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Text as an element's content. Characters that XML does not allow are left out. */
export function escapeText(text: PlainText): Markup {
  if (!CHANGED.test(text)) return text as string as Markup;
  return text
    .replace(ILLEGAL, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;') as Markup;
}

/** Text as an attribute's value between double quotes. Characters that XML does not allow are left out. */
export function escapeAttribute(text: PlainText): Markup {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/**
 * Characters that a page or a sheet would act on: control characters, and those that change the direction of the text after them.
 * Other invisible ones belong to the text there.
 */
const ACTIVE =
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text with the code points of control characters and of those that change the direction of the text: `[U+202E]`. */
export function inertText(text: string): string {
  return text.replace(ACTIVE, shown);
}

/** What logs of CI servers take as a command wherever it is in a line: `##vso[`, `##teamcity[`, `##[`. */
export const LOG_COMMAND = /##(?=(?:vso|teamcity)?\[)/gi;
/** What GitHub takes as a command at the start of a line. */
const LINE_COMMAND = /^(\s*):(?=:)/;

/** Text as HTML, between tags and in quoted attributes. Line breaks are references, so that no line of a log starts with text. */
export function escapeHtml(text: string): string {
  if (!CHANGED.test(text)) return text;
  return inertText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replace(LOG_COMMAND, '#&#35;');
}

/** Text for Markdown, in tables too: characters of Markdown and HTML syntax are escaped, line breaks become spaces. */
export function markdownText(text: string): string {
  return inertText(text.replace(/\s+/g, ' '))
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Characters of JSON text outside of ASCII and the ranges of letters that a terminal acts on or does not show. */
function jsonEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/**
 * A value as JSON: its strings mean the same as those of `JSON.stringify`, with references for characters that cannot be seen and
 * for what a log takes as a command.
 */
export function jsonOf(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent).replace(LOG_COMMAND, '#\\u0023');
  let result = '';
  let done = 0;
  for (const { start, end, character } of hiddenIn(text)) {
    result += text.slice(done, start) + jsonEscape(character);
    done = end;
  }
  return result + text.slice(done);
}

/** A text as one line of a terminal or log, which acts on nothing in it; characters that cannot be seen show their code points. */
export function terminalLine(text: string): string {
  return withoutCommands(shown(text.replace(/[\t\n\r]/g, ' ')));
}

/** Like {@link terminalLine} for a text of several lines, which keep their breaks and indentation. */
export function terminalText(text: string): string {
  return shown(text.replace(/\r\n?/g, '\n')).split('\n').map(withoutCommands).join('\n');
}

/** A message of several lines, those after the first one indented. Other line breaks are from the values in it, and are spaces. */
export function terminalMessage(text: string): string {
  return terminalText(text.replace(/[\n\r]+(?! {2})/g, ' '));
}

function withoutCommands(line: string): string {
  return line.replace(LINE_COMMAND, '$1: ').replace(LOG_COMMAND, '# #');
}

/** A text in which half a character (a surrogate without its other half), which no uri can have, is U+FFFD. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
