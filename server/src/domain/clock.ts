import type { PrimitiveName } from '../xsd/simpleTypes';

/** The time and the offset from UTC, given by the caller: the core does not read a clock. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  readonly instant: number;
  /** Minutes that local time is ahead of UTC. */
  readonly offset: number;
}

/** The primitive types that `formatClock` can write. */
export const CLOCK_TYPES: ReadonlySet<PrimitiveName> = new Set([
  'dateTime',
  'date',
  'time',
  'gYearMonth',
  'gYear',
  'gMonthDay',
  'gDay',
  'gMonth',
]);

/** Local time as a value of a primitive type, to the second; `time` and `dateTime` with the time zone. */
export function formatClock({ instant, offset }: Clock, type: PrimitiveName): string {
  const [date = '', time = ''] = new Date(instant + offset * 60_000).toISOString().slice(0, 19).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  switch (type) {
    case 'date':
      return date;
    case 'time':
      return time + zone(offset);
    case 'gYearMonth':
      return `${year}-${month}`;
    case 'gYear':
      return year;
    case 'gMonthDay':
      return `--${month}-${day}`;
    case 'gDay':
      return `---${day}`;
    case 'gMonth':
      return `--${month}`;
    default:
      return `${date}T${time}${zone(offset)}`;
  }
}

/** Midnight at the start of the local day. */
export function startOfDay(clock: Clock): Clock {
  const local = clock.instant + clock.offset * 60_000;
  return { ...clock, instant: local - (local % 86_400_000) - clock.offset * 60_000 };
}

/** `Z`, `+01:00`. @param offset minutes ahead of UTC */
function zone(offset: number): string {
  if (offset === 0) return 'Z';
  const digits = (minutes: number): string => String(minutes).padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
