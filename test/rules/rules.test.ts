import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../server/src/rules/registry';
import { findings } from '../support/fixing';
import { BOTH } from '../support/vocabularies';

for (const { title, vocabulary, sampleText, sampleName } of BOTH) {
  describe(`the rules, ${title}`, () => {
    it('report nothing in the sample', () => {
      assert.deepEqual(findings(sampleText, vocabulary, sampleName), []);
    });

    it('report nothing in the sample while it has no file', () => {
      assert.deepEqual(findings(sampleText, vocabulary, null), []);
    });

    it('report nothing in a value whose XML has a problem, but problems in other values', () => {
      const severity = (text: string) => sampleText.replace(/Critical(?=<)/, text).replace(/Important(?=<)/, 'High');
      const codes = (text: string) =>
        findings(text, vocabulary, sampleName).map((line) => line.split(' ', 2).join(' '));
      assert.deepEqual(codes(severity('Grave')), ['vpc/code-value: "Grave"', 'vpc/code-value: "High"']);
      assert.deepEqual(codes(severity('Gra & ve')), ['vpc/code-value: "High"']);
    });

    it('report problems in document order, and those at one offset in the order of the rules', () => {
      const text = sampleText
        .replace('2026-02-18T09:00:00Z', '2026-02-18T09:00:00')
        .replace(/CVE-2026-21533(?=<)/, ' CVE-2026-21519 ')
        .replace(/CVE-2026-21519(?=<)/, '2026-21519')
        .replace(/ CVE-2026-21519 (?=<)/, ' 2026-21519 ');
      const codes = findings(text, vocabulary, sampleName).map((line) => line.split(' ', 2).join(' '));
      assert.deepEqual(codes, [
        'vpc/time-zone: "2026-02-18T09:00:00"',
        'vpc/cve-syntax: "2026-21519"',
        'vpc/blanks-in-identifier: "',
        'vpc/cve-syntax: "2026-21519"',
        'vpc/duplicate-value: "2026-21519"',
      ]);
    });

    it('report problems in one value in the order of their codes', () => {
      const text = sampleText.replace('https://support.microsoft.com/help/5075906', 'support.example.com/help/5073999');
      const codes = findings(text, vocabulary, sampleName).map((line) => line.split(' ', 2).join(' '));
      const marked = '"support.example.com/help/5073999"';
      assert.deepEqual(codes, [`vpc/copied-identifier: ${marked}`, `vpc/url: ${marked}`]);
    });

    it('report nothing in a document of another vocabulary', () => {
      assert.deepEqual(findings('<other><ID>x</ID></other>', vocabulary, 'other.xml'), []);
    });
  });
}

describe('the table of rules', () => {
  it('has ids that are readable slugs, each once', () => {
    const ids = RULES.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => !/^vpc\/[a-z]+(-[a-z]+)*$/.test(id)),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has errors in the basic preset and none outside', () => {
    for (const { id, severity, preset } of RULES) assert.equal(severity === 'error', preset === 'basic', id);
  });

  it('gives every rule a valid and an invalid example', () => {
    for (const { id, examples } of RULES) assert.ok(examples.valid.length > 0 && examples.invalid.length > 0, id);
  });

  it('has a test file for every rule', () => {
    const source = join(__dirname, '..', '..', 'server', 'src', 'rules');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const rules = files.flatMap((name) => {
      const found = /^export const (\w+): Rule = /m.exec(readFileSync(join(source, name), 'utf8'))?.[1];
      return found === undefined ? [] : [{ name: found, test: join(__dirname, name.replace(/\.ts$/, '.test.ts')) }];
    });
    assert.equal(rules.length, RULES.length);
    const untested = rules.filter(
      ({ name, test }) => !existsSync(test) || !readFileSync(test, 'utf8').includes(`testRule(${name},`),
    );
    assert.deepEqual(untested, []);
  });
});
