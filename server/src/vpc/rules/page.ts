/** The documentation of the rules, made from their table: what `vpc explain` prints and `docs/rules/` holds. */
import { writePublication } from '../exchange/write';
import type { Vocabulary } from '../vocabulary';
import { CHECKS } from './checks';
import { RULES } from './registry';
import type { Example, Rule } from './rule';

const PRESETS = {
  basic: 'basic: what would mislead a reader',
  extended: 'extended (the default)',
  full: 'full: completeness',
} as const;

const SOURCES = {
  S: 'named in the public front matter of IEC TR 62443-2-3',
  C: 'UN/CEFACT core component types',
  P: 'designed by VPC Tools; not a requirement of IEC TR 62443-2-3',
} as const;

/** A rule's page in markdown, its examples written in a vocabulary. */
export function rulePage(rule: Rule, vocabulary: Vocabulary): string {
  const { id, title, severity, preset, provenance, docs, messages, fixes, examples } = rule;
  const facts = [severity, PRESETS[preset], SOURCES[provenance], fixes === undefined ? 'no' : 'yes'];
  return page({ id, title, facts, docs, messages }, [
    '## Examples',
    ...examples.invalid.map((example) => exampleText('Wrong', example, vocabulary)),
    ...examples.valid.map((example) => exampleText('Right', example, vocabulary)),
  ]);
}

/** What a page is made of, besides its examples. */
interface PageContent extends Pick<Rule, 'id' | 'title' | 'docs' | 'messages'> {
  /** Severity, preset, source, whether there is a fix. */
  readonly facts: readonly string[];
}

/** The page of a code in markdown. @param examples its last paragraphs */
export function page({ id, title, facts, docs, messages }: PageContent, examples: readonly string[]): string {
  const said = Object.values(messages).map((message) => `- ${message}`);
  return [
    `# ${id}`,
    `${title}.`,
    ['| severity | preset | source | fix |', '|---|---|---|---|', `| ${facts.join(' | ')} |`].join('\n'),
    docs.what,
    `## Why it matters\n\n${docs.why}`,
    `## What to do\n\n${docs.todo}`,
    `## What it says\n\n${said.join('\n')}`,
    ...examples,
  ]
    .join('\n\n')
    .concat('\n');
}

function exampleText(verdict: string, example: Example, vocabulary: Vocabulary): string {
  const { title, publication, fileName, now, previous } = example;
  const parts = [`${verdict}: ${title}.`];
  if (fileName !== undefined) parts.push(`The file is named \`${fileName}\`.`);
  if (now !== undefined) parts.push(`It is checked on ${now}.`);
  parts.push(xml(writePublication(publication, vocabulary)));
  if (previous !== undefined) parts.push('The edition before:', xml(writePublication(previous, vocabulary)));
  return parts.join('\n\n');
}

function xml(text: string): string {
  return `\`\`\`xml\n${text}\`\`\``;
}

/** What is said about comments in a file, which is no matter of rules. */
interface CommentCode extends Pick<Rule, 'title' | 'severity'> {
  readonly code: string;
}

/** The index of all rules in markdown, with what each of the things to check is checked by. */
export function rulesIndex(comments: readonly CommentCode[]): string {
  const rows = RULES.map(
    ({ id, title, severity, preset, fixes }) =>
      `| [${id}](${pageName(id)}) | ${title} | ${severity} | ${preset} | ${fixes === undefined ? '' : 'yes'} |`,
  );
  return `# Rules

What \`vpc lint\` and the Problems view check beyond XML and schema. Made by \`npx tsx scripts/rules.mjs\` from the rules themselves
(\`server/src/vpc/rules/\`); every example is a test. \`vpc rules\` lists them, \`vpc explain ID\` prints a page.

Each preset holds the ones before it: **basic** is what would mislead a reader (all of it errors), **extended** is the default, **full** adds
completeness. The rules are designed by this project; none is a requirement of IEC TR 62443-2-3.

| rule | what it asks for | severity | preset | fix |
|---|---|---|---|---|
${rows.join('\n')}

Beside them, of comments that suppress problems, in every preset:

| code | what it asks for | severity | fix |
|---|---|---|---|
${comments.map(({ code, title, severity }) => `| [${code}](${pageName(code)}) | ${title} | ${severity} | yes |`).join('\n')}

What they find in real documents, with a verdict on each finding: [FINDINGS.md](FINDINGS.md).

## What is to be checked, and by which rule

| area | check | rule |
|---|---|---|
${CHECKS.map(({ area, check, rules }) => `| ${area} | ${check} | ${rules.map((id) => `[${id}](${pageName(id)})`).join(', ')} |`).join('\n')}
`;
}

/** The name of a rule's page. */
export function pageName(id: string): string {
  return `${id.replace('vpc/', '')}.md`;
}
