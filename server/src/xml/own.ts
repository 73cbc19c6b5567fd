/** A copy of a text that is going to be kept: what is cut out of a longer one would keep all of that alive. */
export function own(text: string): string {
  return ` ${text}`.slice(1);
}

/** The same for a text that will be looked up often. Equal ones give one copy, as names of properties do: it is found without being read. */
export function shared(text: string): string {
  const names = Object.create(null) as Record<string, true>;
  names[text] = true;
  for (const name in names) return name;
  return text;
}
