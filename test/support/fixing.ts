/** Problems that the rules find in literal documents. */
import { ruleProblems } from '../../server/src/rules/runner';
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { parse } from '../../server/src/xml/parser';
import { render } from '../../server/src/xml/problem';

/** The problems of a text, each as `code: "marked text" message`. */
export function findings(text: string, vocabulary: Vocabulary, fileName: string | null = null): string[] {
  return ruleProblems(parse(text), vocabulary, { fileName }).map(
    ({ code, start, end, message, args }) => `${code}: "${text.slice(start, end)}" ${render(message, args)}`,
  );
}
