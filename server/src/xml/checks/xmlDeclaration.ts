import { scanName, skipSpace } from '../characters';
import { type XmlCode, type XmlReport, xmlProblem } from '../codes';
import type { Problem } from '../problem';

/** A value in the XML declaration and its range without quotes, counted from the `<`. */
export interface DeclaredValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A parsed XML declaration (productions 23 to 26, 32, 80, 81) with its problems. Offsets count from the `<`. */
export interface XmlDeclaration {
  readonly version: DeclaredValue | null;
  readonly encoding: DeclaredValue | null;
  readonly standalone: DeclaredValue | null;
  readonly problems: readonly Problem[];
}

/** Production 81, EncName. */
export const ENCODING_NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;

/** The parts in their required order, each with the syntax of its value and the code for an invalid one. */
const PARTS = [
  { name: 'version', pattern: /^1\.[0-9]+$/, code: 'xml/declaration-version' },
  { name: 'encoding', pattern: ENCODING_NAME, code: 'xml/declaration-encoding' },
  { name: 'standalone', pattern: /^(?:yes|no)$/, code: 'xml/declaration-standalone' },
] as const satisfies readonly { name: string; pattern: RegExp; code: XmlCode }[];
type PartName = (typeof PARTS)[number]['name'];

/** Parses an XML declaration. @param text begins with `<?xml`; text after the `?>` is ignored */
export function parseXmlDeclaration(text: string): XmlDeclaration {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  const close = text.indexOf('?>');
  if (close < 0) report('xml/unfinished-xml-declaration', 0, '<?xml'.length);
  const limit = close >= 0 ? close : text.endsWith('>') ? text.length - 1 : text.length;
  const values = readParts(text.slice(0, limit), report);
  // A malformed or misplaced version is not missing.
  const isExplained = problems.some(
    ({ code }) => code === 'xml/declaration-syntax' || code === 'xml/declaration-order',
  );
  if (values.version === undefined && !isExplained) {
    report('xml/declaration-version-missing', 0, '<?xml'.length);
  }
  const { version = null, encoding = null, standalone = null } = values;
  return { version, encoding, standalone, problems };
}

function readParts(text: string, report: XmlReport): Partial<Record<PartName, DeclaredValue>> {
  const values: Partial<Record<PartName, DeclaredValue>> = {};
  let expected = 0;
  let pos = '<?xml'.length;
  for (;;) {
    const start = skipSpace(text, pos);
    if (start >= text.length) return values;
    const hasSpace = start > pos;
    const nameEnd = scanName(text, start);
    const name = text.slice(start, nameEnd);
    const index = PARTS.findIndex((part) => part.name === name);
    const value = readValue(text, nameEnd);
    pos = value?.after ?? endOfWord(text, start);
    if (index < 0 || value === null || !hasSpace) {
      report('xml/declaration-syntax', start, pos);
      // The rest of a declaration that has neither a known name nor a value here cannot be checked reliably.
      if (index < 0 && value === null) return values;
    } else if (index < expected) {
      report('xml/declaration-order', start, nameEnd, [name]);
    } else {
      expected = index + 1;
      const part = PARTS[index]!;
      values[part.name] = value;
      if (!part.pattern.test(value.value)) report(part.code, value.start, value.end, [value.value]);
    }
  }
}

/** Eq and the quoted value after a name that ends at `nameEnd`; null where one of them is missing. */
function readValue(text: string, nameEnd: number): (DeclaredValue & { after: number }) | null {
  const equals = skipSpace(text, nameEnd);
  if (text[equals] !== '=') return null;
  const open = skipSpace(text, equals + 1);
  const quote = text[open];
  if (quote !== '"' && quote !== "'") return null;
  const end = text.indexOf(quote, open + 1);
  return end < 0 ? null : { value: text.slice(open + 1, end), start: open + 1, end, after: end + 1 };
}

function endOfWord(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && skipSpace(text, end) === end) end++;
  return end;
}
