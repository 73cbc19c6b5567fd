/** The documentation of what is said about comments that suppress: what `vpc explain` prints and `docs/rules/` holds. */
import { page } from '../../vpc/rules/page';
import { SUPPRESSION_CODES, type SuppressionCode, type SuppressionCodeEntry } from './codes';

/** A page in markdown. */
export function suppressionPage(code: SuppressionCode): string {
  const { title, severity, messages, docs, example }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  const facts = [severity, 'all of them', 'comments of VPC Tools in a file; see docs/CONFIGURATION.md', 'yes'];
  return page({ id: code, title, facts, docs, messages }, [
    `## Example\n\nWrong, in a file in which nothing else is:\n\n\`\`\`xml\n${example}\n\`\`\``,
  ]);
}
