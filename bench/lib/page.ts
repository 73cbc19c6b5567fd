/** The document of the benchmark, which is written section by section: a section begins with `## ` and its title. */

/**
 * A document with sections replaced.
 * @param old the document as it is; empty for a new one
 * @param head the new beginning, before the first section
 * @param made the new sections; one that the document does not have is put at the end
 * @param last a section for the end, in place of one with the same title
 */
export function withSections(old: string, head: string, made: readonly string[], last: string): string {
  const byTitle = new Map([...made, last].map((section) => [titleOf(section), section]));
  const [, ...before] = old.split(/^(?=## )/m);
  const kept = before.filter((section) => titleOf(section) !== titleOf(last));
  const titles = new Set([...kept, ...made].map(titleOf));
  const oldByTitle = new Map(kept.map((section) => [titleOf(section), section]));
  const sections = [...titles].map((title) => byTitle.get(title) ?? oldByTitle.get(title)!);
  return [head, ...sections, last].map((text) => text.trimEnd()).join('\n\n') + '\n';
}

/** A section with the day on which it was measured, below its title. */
export function dated(section: string, day: string): string {
  return section.replace(/^## .*\n/, (title) => `${title}\n_Measured on ${day}._\n`);
}

function titleOf(section: string): string {
  return /^## (.*)/.exec(section)?.[1] ?? '';
}
