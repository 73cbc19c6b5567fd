import { scanName } from '../characters';
import { reportAt, type XmlReport } from '../codes';
import { checkReference } from '../checks/referenceProblems';
import { characterOf } from '../syntax/references';
import type { DtdCursor, Literal } from './cursor';

/** The value of an EntityValue (production 9). */
export interface EntityValue {
  /** The replacement text (4.5): character references are expanded, references to general entities are not. */
  readonly replacement: string;
  /** Whether `replacement` equals the text between the quotes. */
  readonly isVerbatim: boolean;
}

/** Reads the literal of an entity declaration and reports its problems. */
export function readEntityValue(cursor: DtdCursor, literal: Literal): EntityValue {
  const raw = cursor.text.slice(literal.start, literal.end);
  if (!/[&%\r]/.test(raw)) return { replacement: raw, isVerbatim: true };
  const inValue = reportAt(cursor.report, literal.start);
  let replacement = '';
  let done = 0;
  const appendUpTo = (to: number): void => {
    const piece = raw.slice(done, to);
    replacement += cursor.isDocument ? piece.replace(/\r\n?/g, '\n') : piece;
  };
  for (const { index } of raw.matchAll(/[&%]/g)) {
    if (index < done) continue;
    if (raw[index] === '%') {
      checkPercent(raw, index, inValue);
      continue;
    }
    const end = checkReference(raw, index, inValue);
    if (raw[index + 1] !== '#' || raw[end - 1] !== ';') continue;
    appendUpTo(index);
    const codePoint = characterOf(raw, index, end);
    if (codePoint >= 0) replacement += String.fromCodePoint(codePoint);
    done = end;
  }
  appendUpTo(raw.length);
  return { replacement, isVerbatim: replacement === raw };
}

/** WFC: PEs in Internal Subset. It holds for entity values, too, because they are inside a declaration. */
function checkPercent(raw: string, at: number, report: XmlReport): void {
  const end = scanName(raw, at + 1);
  if (end > at + 1 && raw[end] === ';') {
    report('xml/dtd-parameter-entity-in-declaration', at, end + 1, [raw.slice(at, end + 1)]);
  } else {
    report('xml/dtd-bare-percent', at, at + 1);
  }
}
