/** What the rules about editions share. */
import { compareNaturally } from '../../order';
import { instantOf } from '../../dateTime';

/** Whether a version is higher than another one: numbers in it count by their size. */
export function isRaised(version: string, before: string): boolean {
  return compareNaturally(version, before) > 0;
}

/** Whether a date is later than another one; also where one of them is none, for the schema says so. */
export function isLater(date: string, before: string): boolean {
  const [instant, earlier] = [instantOf(date), instantOf(before)];
  return instant === null || earlier === null || instant > earlier;
}
