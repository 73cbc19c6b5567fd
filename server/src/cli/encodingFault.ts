import { localize } from './language';
import type { Input } from './input';
import { placeOf } from './reporters/text';

/**
 * Why the values of a document must not be relied on, in one line with its place: the first problem of its encoding. For
 * commands that report no problems of documents.
 * @returns `null` where the encoding has no problem
 */
export function encodingFault({ path, tree, problems }: Pick<Input, 'path' | 'tree' | 'problems'>): string | null {
  const [first] = problems;
  if (first === undefined) return null;
  return `${placeOf(path, tree.positionAt(first.start))}: ${localize(first.message, ...first.args)}`;
}
