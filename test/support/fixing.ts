/** Rules and their fixes on literal documents. */
import { parse } from '../../server/src/xml/parser';
import { render } from '../../server/src/xml/problem';
import { reparse } from '../../server/src/xml/reparse';
import type { Fix } from '../../server/src/vpc/rules/fixes';
import { fixesFor } from '../../server/src/vpc/rules/registry';
import { ruleProblems } from '../../server/src/vpc/rules/runner';
import type { Vocabulary } from '../../server/src/vpc/vocabulary';

/** The problems of a text: `code: "what is marked" message` each. */
export function findings(text: string, vocabulary: Vocabulary, fileName: string | null = null): string[] {
  return ruleProblems(parse(text), vocabulary, { fileName }).map(
    ({ code, start, end, message, args }) => `${code}: "${text.slice(start, end)}" ${render(message, args)}`,
  );
}

/** The fixes of the only problem with a code; an edit is shown by the text that it leaves. */
export function fixed(text: string, vocabulary: Vocabulary, code: string, fileName: string | null = null): string[] {
  const tree = parse(text);
  const problems = ruleProblems(tree, vocabulary, { fileName }).filter((problem) => problem.code === code);
  if (problems.length !== 1) throw new Error(`${problems.length} problems with the code ${code}`);
  return fixesFor(problems[0]!, { tree, vocabulary, fileName }).map((fix) => shown(fix, text));
}

function shown({ title, args, preferred, change }: Fix, text: string): string {
  const result = change.kind === 'rename-file' ? change.fileName : changedPart(text, applied(text, change.edits));
  return `${render(title, args)} -> ${result}${preferred ? ' (preferred)' : ''}`;
}

/** The text after edits that do not overlap. */
export function applied(text: string, edits: Extract<Fix['change'], { kind: 'edit' }>['edits']): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((tree, edit) => reparse(tree, edit), parse(text))
    .text();
}

/** The line that is another one now. */
function changedPart(before: string, after: string): string {
  const old = before.split('\n');
  return after
    .split('\n')
    .filter((line, index) => line !== old[index])
    .join('\n')
    .trim();
}
