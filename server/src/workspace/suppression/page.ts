/** The documentation of the codes of suppression comments, for `vpc explain` and `docs/rules/`. */
import { page } from '../../rules/page';
import { SUPPRESSION_CODES, type SuppressionCode, type SuppressionCodeEntry } from './codes';
import { english, type Localize } from '../../xml/problem';

/** The page of a code, in Markdown. */
export function suppressionPage(code: SuppressionCode, localize: Localize = english): string {
  const { title, severity, messages, docs, example }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  const facts = [
    severity,
    ...['all', 'suppression comments; see docs/CONFIGURATION.md', 'yes'].map((fact) => localize(fact)),
  ];
  const texts = [
    `## ${localize('Example')}`,
    localize('In a file without other problems:'),
    `\`\`\`xml\n${example}\n\`\`\``,
  ];
  return page({ id: code, title, facts, docs, messages }, texts, localize);
}
