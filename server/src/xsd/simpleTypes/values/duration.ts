/** xs:duration (Datatypes 3.2.6): months and seconds, which are ordered only if the order is the same from any date. */
import { withoutTrailingZeros, type OrderedSpace } from './numbers';

/** A duration: both parts have its sign. */
export interface Duration {
  readonly months: bigint;
  /** In units of 10^-scale seconds. */
  readonly ticks: bigint;
  readonly scale: number;
}

const FORM = /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;

/** Whether a text is in the lexical space: `P` and at least one number; `T` only with hours, minutes or seconds after it. */
export function isDuration(text: string): boolean {
  return FORM.test(text);
}

/** The partial order of 3.2.6.2: one is shorter than the other if it is when added to each of four dates. */
export const durations: OrderedSpace<Duration> = { parse: parseDuration, compare: compareDurations };

/** Equal for equal durations: P1Y and P12M, PT24H and P1D; never P1M and P30D. */
export function durationKey({ months, ticks, scale }: Duration): string {
  return `${months} ${ticks}e-${scale}`;
}

function parseDuration(text: string): Duration {
  const [, sign, years, months, days, hours, minutes, seconds, fraction] = FORM.exec(text)!;
  const digits = withoutTrailingZeros(fraction ?? '');
  const whole = ((count(days) * 24n + count(hours)) * 60n + count(minutes)) * 60n + count(seconds);
  const unit = sign === '-' ? -1n : 1n;
  return {
    months: unit * (count(years) * 12n + count(months)),
    ticks: unit * BigInt(`${whole}${digits}`),
    scale: digits.length,
  };
}

function count(digits: string | undefined): bigint {
  return digits === undefined ? 0n : BigInt(digits);
}

/** The four dates, in months since year 0: the first of 1696-09, 1697-02, 1903-03, 1903-07. */
const STARTS = [1696n * 12n + 8n, 1697n * 12n + 1n, 1903n * 12n + 2n, 1903n * 12n + 6n];

function compareDurations(a: Duration, b: Duration): number {
  if (a.months === b.months) return sign(ticksAt(a, scaleOf(a, b)) - ticksAt(b, scaleOf(a, b)));
  const scale = scaleOf(a, b);
  const results = STARTS.map((start) => sign(elapsed(a, start, scale) - elapsed(b, start, scale)));
  return results.every((result) => result === results[0]) ? results[0]! : NaN;
}

function scaleOf(a: Duration, b: Duration): number {
  return Math.max(a.scale, b.scale);
}

function ticksAt({ ticks, scale }: Duration, targetScale: number): bigint {
  return ticks * 10n ** BigInt(targetScale - scale);
}

/** The length of a duration in ticks, from a date given in months since year 0. */
function elapsed(duration: Duration, start: bigint, scale: number): bigint {
  const days = daysBefore(start + duration.months) - daysBefore(start);
  return days * 86400n * 10n ** BigInt(scale) + ticksAt(duration, scale);
}

/** Days of the Gregorian calendar from a fixed day to the first of a month, given in months since year 0. */
function daysBefore(month: bigint): bigint {
  // Years that start in March have their leap day at the end.
  const shiftedMonth = month - 2n;
  const year = floorDivide(shiftedMonth, 12n);
  const inYear = shiftedMonth - year * 12n;
  const leapDays = floorDivide(year, 4n) - floorDivide(year, 100n) + floorDivide(year, 400n);
  return year * 365n + leapDays + (inYear * 153n + 2n) / 5n;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}
