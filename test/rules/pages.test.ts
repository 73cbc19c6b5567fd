import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SUPPRESSION_CODES, type SuppressionCode } from '../../server/src/workspace/suppression/codes';
import { suppressionPage } from '../../server/src/workspace/suppression/page';
import { CHECKS } from '../../server/src/rules/checks';
import { pageName, rulePage, rulesIndex } from '../../server/src/rules/page';
import { ruleById, RULES } from '../../server/src/rules/registry';
import { FIRST } from '../support/vocabularies';

const folder = join(__dirname, '..', '..', 'docs', 'rules');
const page = (name: string): string => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
const COMMENTS = Object.entries(SUPPRESSION_CODES).map(([code, { title, severity }]) => {
  return { code: code as SuppressionCode, title, severity };
});
const REMEDY = 'npx tsx scripts/rules.mjs writes it anew';

describe('the pages of the rules', () => {
  for (const rule of RULES) {
    it(`${rule.id} is up to date`, () =>
      assert.equal(page(pageName(rule.id)), rulePage(rule, FIRST.vocabulary), REMEDY));
  }

  for (const { code } of COMMENTS) {
    it(`${code} is up to date`, () => assert.equal(page(pageName(code)), suppressionPage(code), REMEDY));
  }

  it('the index is up to date', () => assert.equal(page('README.md'), rulesIndex(COMMENTS), REMEDY));

  it('there is no page without a rule', () => {
    const known = [
      ...RULES.map(({ id }) => pageName(id)),
      ...COMMENTS.map(({ code }) => pageName(code)),
      'README.md',
      'FINDINGS.md',
    ];
    assert.deepEqual(
      readdirSync(folder).filter((name) => !known.includes(name)),
      [],
    );
  });

  it('every check has existing rules, and every rule belongs to a check', () => {
    const named = CHECKS.flatMap(({ rules }) => rules);
    assert.deepEqual(
      named.filter((id) => ruleById(id) === undefined),
      [],
    );
    assert.deepEqual(
      RULES.filter(({ id }) => !named.includes(id)).map(({ id }) => id),
      [],
    );
  });

  it('no page presents a rule of this project as a requirement of the report', () => {
    for (const { id } of RULES) assert.doesNotMatch(page(pageName(id)), /required by IEC|IEC (TR )?62443-2-3 requires/);
  });
});
