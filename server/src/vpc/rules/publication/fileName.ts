import type { Problem } from '../../../xml/problem';
import { nameRange } from '../../fact';
import { compareFileName, dateFromName, parsePattern, type FileNamePattern, type TokenRole } from '../../filename';
import { publicationOf, type Entry } from '../../model';
import type { Vocabulary } from '../../vocabulary';
import { publicationExample } from '../examples';
import { replacement, type Fix } from '../fixes';
import type { Finding, Rule, RuleContext, RuleDocument } from '../rule';

/** vpc/filename: a file is named after what it says (that there is a convention: clause 7.3; the pattern: the profile's). */
export const fileName: Rule = {
  id: 'vpc/filename',
  title: 'A file is named by the convention',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    name: 'The file is named "{0}"; by the filename convention it is to be "{1}". Readers sort and find files by their names: rename it.',
    value: 'The file\'s name says "{0}" where this says "{1}". Rename the file, or correct the value.',
  },
  docs: {
    what: "The name of a file must follow the profile's pattern, filled with what the file says. IEC TR 62443-2-3 has a filename convention (clause 7.3); the pattern is the profile's.",
    why: 'Asset owners receive files from many suppliers and sort them by name. A wrong date or supplier in the name hides a new edition.',
    todo: 'Rename the file. Where the name is right and the content is not, correct the content.',
  },
  examples: {
    valid: [publicationExample('the name agrees with the content', {})],
    invalid: [publicationExample('the name has another shape', {}, { fileName: 'patches.xml' })],
  },
  scope: 'document',
  check: compare,
  fixes: (problem, document) => fixes(problem, document),
};

/** The value of a token's role in a publication. */
function valueIn(publication: Entry<'publication'>): (role: TokenRole) => string | undefined {
  return (role) =>
    role === 'vendor-id' ? publication.entries('patch-vendor')[0]?.entry.value(role) : publication.value(role);
}

function patternOf(vocabulary: Vocabulary): FileNamePattern | null {
  return parsePattern(vocabulary.profile.fileName.pattern);
}

function* compare(publication: Entry<'publication'>, context: RuleContext): Generator<Finding> {
  const pattern = patternOf(publication.vocabulary);
  if (context.fileName === null || pattern === null) return;
  const verdict = compareFileName(pattern, context.fileName, valueIn(publication));
  if (verdict.kind !== 'differs') return;
  yield { message: 'name', args: [context.fileName, verdict.expected], range: nameRange(publication.node, 0) };
  for (const { role, found } of verdict.disagreements) {
    const fact = role === 'vendor-id' ? undefined : publication.fact(role);
    if (fact !== undefined) {
      yield { message: 'value', args: [found, fact.value], range: fact.range, data: { role } };
    }
  }
}

function fixes(problem: Problem, document: RuleDocument): Fix[] {
  const publication = publicationOf(document.tree, document.vocabulary)?.entry;
  const pattern = patternOf(document.vocabulary);
  if (publication === undefined || pattern === null || document.fileName === null) return [];
  const verdict = compareFileName(pattern, document.fileName, valueIn(publication));
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
  return [{ ...replacement(problem, date, false), title: "Set the date to the file name's: {0}" }];
}
