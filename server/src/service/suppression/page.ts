/** The documentation of what is said about comments that suppress: what `vpc explain` prints and `docs/rules/` holds. */
import { SUPPRESSION_CODES, type SuppressionCode, type SuppressionCodeEntry } from './codes';

/** A page in markdown. */
export function suppressionPage(code: SuppressionCode): string {
  const { title, severity, messages, docs, example }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  return [
    `# ${code}`,
    `${title}.`,
    [
      '| severity | preset | source | fix |',
      '|---|---|---|---|',
      `| ${severity} | all of them | comments of VPC Tools in a file; see docs/CONFIGURATION.md | yes |`,
    ].join('\n'),
    docs.what,
    `## Why it matters\n\n${docs.why}`,
    `## What to do\n\n${docs.todo}`,
    `## What it says\n\n${Object.values(messages)
      .map((message) => `- ${message}`)
      .join('\n')}`,
    `## Example\n\nWrong, in a file in which nothing else is:\n\n\`\`\`xml\n${example}\n\`\`\``,
  ]
    .join('\n\n')
    .concat('\n');
}
