/** The documentation of the codes of suppression comments, for `vpc explain` and `docs/rules/`. */
import { page } from '../../rules/page';
import { SUPPRESSION_CODES, type SuppressionCode, type SuppressionCodeEntry } from './codes';

/** The page of a code, in Markdown. */
export function suppressionPage(code: SuppressionCode): string {
  const { title, severity, messages, docs, example }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  const facts = [severity, 'all', 'suppression comments; see docs/CONFIGURATION.md', 'yes'];
  return page({ id: code, title, facts, docs, messages }, [
    `## Example\n\nIn a file without other problems:\n\n\`\`\`xml\n${example}\n\`\`\``,
  ]);
}
