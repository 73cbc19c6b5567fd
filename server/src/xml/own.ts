/** A copy of a text that is going to be kept: what is cut out of a longer one would keep all of that alive. */
export function own(text: string): string {
  return ` ${text}`.slice(1);
}
