import type { Entry } from '../../domain/model';
import { elementAt, removal } from '../edits';
import { patchExample } from '../examples';
import { textOf } from '../../xml/nodes';
import { edited } from '../fixes';
import { NO_PROBLEMS, type RuleProblem, type Rule } from '../rule';

/** Roles with at most one text for each language. */
const TEXTS = ['title', 'description'] as const;

export const duplicateLanguage: Rule = {
  id: 'vpc/duplicate-language',
  title: 'Titles and descriptions are not duplicated in a language',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'Duplicate text in the language "{0}". Readers see only one of the two: set the language of this text, or merge the two.',
    none: 'Duplicate text without a language. Readers see only one of the two: set the language of each, or merge the two.',
    first: 'The first text is here.',
  },
  docs: {
    what: 'Of the titles of a patch, and of the descriptions of a publication, a patch vendor or a patch, no two may be in the same language. Two texts without a language count as duplicates.',
    why: "Tools show the text in the reader's language. If there are two, one is never shown.",
    todo: 'Set the language of the second text; it is often copied along with the text. Merge two texts in the same language.',
  },
  examples: {
    valid: [patchExample('English and German', { title: [titled('Update', 'en'), titled('Aktualisierung', 'de')] })],
    invalid: [
      patchExample('two texts in English', { title: [titled('Update', 'en'), titled('Aktualisierung', 'en')] }),
      patchExample('no language', { title: ['Update', 'Aktualisierung'] }),
      patchExample('a duplicate text', { title: ['Update', 'Update'] }),
    ],
  },
  scope: 'every entry',
  check: (entry) => (entry.repeatedRoles().length === 0 ? NO_PROBLEMS : duplicates(entry)),
  fixes: (problem, { tree }) => {
    const [first] = problem.related ?? [];
    const element = elementAt(tree, problem.start);
    // Only an equal text can be removed without a decision.
    if (first === undefined || element === null) return [];
    const other = elementAt(tree, first.start);
    if (other === null || textOf(other.node) !== textOf(element.node)) return [];
    return [edited('Remove this copy of the first text', [], true, [removal(tree, element)])];
  },
};

function titled(value: string, language: string) {
  return { value, attributes: { language } };
}

function* duplicates(entry: Entry): Generator<RuleProblem> {
  for (const role of TEXTS) {
    const fields = entry.fields(role);
    if (fields.length < 2) continue;
    const first = new Map<string, RuleProblem['range']>();
    for (const field of fields) {
      const tag = field.attribute('language', entry.vocabulary)?.trim() ?? '';
      const earlier = first.get(tag.toLowerCase());
      const { range } = field;
      if (earlier === undefined) first.set(tag.toLowerCase(), range);
      else {
        const related = [{ message: 'first', args: [], range: earlier }];
        yield { message: tag === '' ? 'none' : 'same', args: tag === '' ? [] : [tag], range, related };
      }
    }
  }
}
