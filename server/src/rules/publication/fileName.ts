import type { Problem } from '../../xml/problem';
import { nameRange } from '../../domain/field';
import { compareFileName, dateFromName, parsePattern, type FileNamePattern } from '../../domain/fileName';
import { publicationOf, type Entry } from '../../domain/model';
import { tokenValues } from '../../domain/publicationName';
import type { Vocabulary } from '../../domain/vocabulary';
import { publicationExample } from '../examples';
import { replaceValue, type Fix } from '../fixes';
import type { RuleProblem, Rule, RuleContext, RuleDocument } from '../rule';

/** IEC TR 62443-2-3 has a filename convention (clause 7.3); the pattern is the profile's. */
export const fileName: Rule = {
  id: 'vpc/filename',
  title: 'The file name follows the filename convention',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    name: 'File name "{0}" does not follow the filename convention, which gives "{1}". Readers sort and find files by name: rename the file.',
    value: 'The file name says "{0}", but this value is "{1}". Rename the file, or correct the value.',
  },
  docs: {
    what: "The name of a file must match the profile's pattern, filled in with values from the file. IEC TR 62443-2-3 has a filename convention (clause 7.3); the pattern is the profile's.",
    why: 'Asset owners receive files from many suppliers and sort them by name. A wrong date or supplier in the name hides a new edition.',
    todo: 'Rename the file. If the name is right and the content is not, correct the content.',
  },
  examples: {
    valid: [publicationExample('the file name matches the content', {})],
    invalid: [publicationExample('the file name has another form', {}, { fileName: 'patches.xml' })],
  },
  scope: 'document',
  check: compare,
  fixes: (problem, document) => fixes(problem, document),
};

function patternOf(vocabulary: Vocabulary): FileNamePattern | null {
  return parsePattern(vocabulary.profile.fileName.pattern);
}

function* compare(publication: Entry<'publication'>, context: RuleContext): Generator<RuleProblem> {
  const pattern = patternOf(publication.vocabulary);
  if (context.fileName === null || pattern === null) return;
  const verdict = compareFileName(pattern, context.fileName, tokenValues(publication));
  if (verdict.kind !== 'differs') return;
  yield { message: 'name', args: [context.fileName, verdict.expected], range: nameRange(publication.node, 0) };
  for (const { role, found } of verdict.disagreements) {
    const field = role === 'vendor-id' ? undefined : publication.field(role);
    if (field !== undefined) {
      yield { message: 'value', args: [found, field.value], range: field.range, data: { role } };
    }
  }
}

function fixes(problem: Problem, document: RuleDocument): Fix[] {
  const publication = publicationOf(document.tree, document.vocabulary)?.entry;
  const pattern = patternOf(document.vocabulary);
  if (publication === undefined || pattern === null || document.fileName === null) return [];
  const verdict = compareFileName(pattern, document.fileName, tokenValues(publication));
  if (verdict.kind !== 'differs') return [];
  const rename: Fix = {
    title: 'Rename the file to "{0}"',
    args: [verdict.expected],
    preferred: true,
    change: { kind: 'rename-file', fileName: verdict.expected },
  };
  return [rename, ...dateFixes(problem, document.fileName, publication, pattern)];
}

function dateFixes(problem: Problem, name: string, publication: Entry<'publication'>, pattern: FileNamePattern): Fix[] {
  const published = publication.value('published');
  const date = published === undefined ? null : dateFromName(pattern, name, published);
  if (problem.data?.role !== 'published' || date === null) return [];
  return [{ ...replaceValue(problem, date, false), title: 'Set the date from the file name: {0}' }];
}
