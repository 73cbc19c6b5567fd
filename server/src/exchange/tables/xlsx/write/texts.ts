/** The texts of a workbook, each once. */
import { escapeText, inertText } from '../../../../xml/escape';

/** The longest text of a cell, in UTF-16 units: a limit of spreadsheets. */
export const MAX_TEXT = 32_767;

/** What spreadsheets take for the start of a formula when a user edits a text. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A text as a cell holds it: without what a sheet would act on, and not too long. */
export function cellText(text: string): { readonly text: string; readonly isCut: boolean } {
  const inert = inertText(text);
  if (inert.length <= MAX_TEXT) return { text: inert, isCut: false };
  const end = MAX_TEXT - 1;
  // Not between the halves of a character.
  const isHalf = /[\uD800-\uDBFF]/.test(inert[end - 1]!);
  return { text: `${inert.slice(0, isHalf ? end - 1 : end)}…`, isCut: true };
}

/** A text as sheets refer to it. */
export interface SharedText {
  /** -1: it is empty. */
  readonly index: number;
  /** Whether it would be taken for a formula when a user edits it. */
  readonly isLikeFormula: boolean;
  readonly isCut: boolean;
}

/** Collects texts while sheets are written. */
export class SharedTexts {
  private readonly indexes = new Map<string, number>();
  /** By the text as it was given: nearly all are repeated. */
  private readonly known = new Map<string, SharedText>();
  /** How often texts are used. */
  private uses = 0;
  /** How many cells have a text that was cut. */
  cut = 0;

  /** A text, made safe by {@link cellText}. */
  of(given: string): SharedText {
    let shared = this.known.get(given);
    if (shared === undefined) this.known.set(given, (shared = this.added(given)));
    if (shared.index >= 0) this.uses++;
    if (shared.isCut) this.cut++;
    return shared;
  }

  private added(given: string): SharedText {
    const { text, isCut } = cellText(given);
    if (text === '') return { index: -1, isLikeFormula: false, isCut };
    let index = this.indexes.get(text);
    if (index === undefined) this.indexes.set(text, (index = this.indexes.size));
    return { index, isLikeFormula: FORMULA.test(text), isCut };
  }

  /** The part `xl/sharedStrings.xml` in pieces. */
  *xml(): Generator<string, void, undefined> {
    yield `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.uses}" uniqueCount="${this.indexes.size}">`;
    for (const text of this.indexes.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
    yield '</sst>';
  }
}

/** `_x0041_` is how the format writes characters: a text that looks so keeps its underscore (ECMA-376-1, 22.9.2.19). */
function escaped(text: string): string {
  return escapeText(text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_'));
}
