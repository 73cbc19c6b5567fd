/** Dates as spreadsheets hold them: days since the end of 1899 (ECMA-376-1, 18.17.4), without a time zone. */

const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Before the first of March 1900, spreadsheets count a day that did not exist. */
const FIRST_SERIAL = 61;
/** The 31st of December 9999. */
const LAST_SERIAL = 2_958_465;

/** A publication has few days, each of them many times. */
const MAX_KNOWN = 4096;
const known = new Map<string, number | null>();

/** The number of a day, memoised; `null` for a day that does not exist, or that spreadsheets cannot hold. @param day `2026-03-10` */
export function serialOf(day: string): number | null {
  let serial = known.get(day);
  if (serial === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(day, (serial = readSerial(day)));
  }
  return serial;
}

function readSerial(day: string): number | null {
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== day) return null;
  const serial = (instant - EPOCH) / DAY;
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? serial : null;
}

/**
 * The date of a number: `2026-03-10`, with a time `2026-03-10T14:30:00`; `null` for a number that is none.
 * @param is1904 whether the workbook counts from 1904
 */
export function dateOfSerial(serial: number, is1904: boolean): string | null {
  const counted = is1904 ? serial + (EPOCH_1904 - EPOCH) / DAY : serial;
  if (!(counted >= FIRST_SERIAL && counted < LAST_SERIAL + 1)) return null;
  // Numbers are not exact: a second is the least that is shown.
  const text = new Date(Math.round((counted * DAY + EPOCH) / 1000) * 1000).toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19);
}
