import type { Entry } from '../../model';
import { elementAt, removal } from '../edits';
import { patchExample } from '../examples';
import { edited } from '../fixes';
import { NO_FINDINGS, type Finding, type Rule } from '../rule';

/** Of these there is one for each language. */
const TEXTS = ['title', 'description'] as const;

/** vpc/duplicate-language: a text stands once in each language. */
export const duplicateLanguage: Rule = {
  id: 'vpc/duplicate-language',
  title: 'A title or a description stands once in each language',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'There is another text in the language "{0}" here, and readers see one of the two only. Name the language that this one is in, or make one text of them.',
    none: 'There is another text without a language here, and readers see one of the two only. Name the language of each, or make one text of them.',
    first: 'Here is the first one.',
  },
  docs: {
    what: 'Of the titles of a patch, and of the descriptions of a publication, a patch vendor or a patch, no two may be in the same language. Two without a language count as the same.',
    why: 'Tools show the one text that is in the language of the reader. Where there are two, one is never seen.',
    todo: 'Name the language of the second text; often it was copied with the text. Make one of two texts in the same language.',
  },
  examples: {
    valid: [patchExample('English and German', { title: [titled('Update', 'en'), titled('Aktualisierung', 'de')] })],
    invalid: [
      patchExample('English twice', { title: [titled('Update', 'en'), titled('Aktualisierung', 'en')] }),
      patchExample('no language', { title: ['Update', 'Aktualisierung'] }),
      patchExample('the same text twice', { title: ['Update', 'Update'] }),
    ],
  },
  scope: 'every entry',
  check: (entry) => (entry.rolesOfSeveral().length === 0 ? NO_FINDINGS : duplicates(entry)),
  fixes: (problem, { tree }) => {
    const [first] = problem.related ?? [];
    const element = elementAt(tree, problem.start);
    // Only where it says the same is it known which of the two is meant.
    if (first === undefined || element === null) return [];
    if (tree.slice(first.start, first.end) !== tree.slice(problem.start, problem.end)) return [];
    return [edited('Remove it: the first one says the same', [], true, [removal(tree, element)])];
  },
};

function titled(value: string, language: string) {
  return { value, attributes: { language } };
}

function* duplicates(entry: Entry): Generator<Finding> {
  for (const role of TEXTS) {
    const facts = entry.facts(role);
    if (facts.length < 2) continue;
    const first = new Map<string, Finding['range']>();
    for (const fact of facts) {
      const tag = fact.attribute('language', entry.vocabulary)?.trim() ?? '';
      const earlier = first.get(tag.toLowerCase());
      const { range } = fact;
      if (earlier === undefined) first.set(tag.toLowerCase(), range);
      else {
        const related = [{ message: 'first', args: [], range: earlier }];
        yield { message: tag === '' ? 'none' : 'same', args: tag === '' ? [] : [tag], range, related };
      }
    }
  }
}
