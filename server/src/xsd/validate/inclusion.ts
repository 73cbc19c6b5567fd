/** Problems in what entities bring into a document: they are said at the references. */
import type { Included } from '../../xml/entities/inclusion';
import { render, type Problem } from '../../xml/problem';

/**
 * The problems of an element with all that entities bring into it, at their places in the document. A mistake in an entity
 * is reported at each reference to it, there once; as it cannot be mended there, it says nothing about fixes.
 */
export function problemsAtReferences(problems: readonly Problem[], { placeOf }: Included): Problem[] {
  const said = new Set<string>();
  return problems.flatMap(({ data, ...problem }) => {
    const { isBroughtIn, ...place } = placeOf(problem);
    const related = problem.related?.map((other) => ({ ...other, ...rangeOf(placeOf(other)) }));
    const placed = { ...problem, ...place, ...(related && { related }) };
    if (!isBroughtIn) return [{ ...placed, ...(data && { data }) }];
    const key = `${place.start} ${place.end} ${problem.code} ${render(problem.message, problem.args)}`;
    if (said.has(key)) return [];
    said.add(key);
    return [placed];
  });
}

function rangeOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}
