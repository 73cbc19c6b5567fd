// npx tsx scripts/rules.mjs: writes docs/rules/, a page for each rule and an index, from the rules. A test fails when the
// pages are out of date.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REFERENCE_VOCABULARY as vocabulary } from '../server/src/domain/referenceVocabulary';
import { SUPPRESSION_CODES } from '../server/src/workspace/suppression/codes';
import { suppressionPage } from '../server/src/workspace/suppression/page';
import { pageName, rulePage, rulesIndex } from '../server/src/rules/page';
import { RULES } from '../server/src/rules/registry';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'rules');
/** Not generated. */
const KEPT = 'FINDINGS.md';

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name !== KEPT) rmSync(join(folder, name));
for (const rule of RULES) writeFileSync(join(folder, pageName(rule.id)), rulePage(rule, vocabulary));
const comments = Object.entries(SUPPRESSION_CODES).map(([code, { title, severity }]) => ({ code, title, severity }));
for (const { code } of comments) writeFileSync(join(folder, pageName(code)), suppressionPage(code));
writeFileSync(join(folder, 'README.md'), rulesIndex(comments));
console.log(`${RULES.length + comments.length} pages and README.md in docs/rules`);
