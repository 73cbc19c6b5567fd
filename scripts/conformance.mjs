// Writes docs/CONFORMANCE.md from what the conformance drivers measure. The corpora are data of others and no part of the
// repository; each is given by the folder that it is unpacked in:
//   node scripts/conformance.mjs --xsts FOLDER --cvrf FOLDER --b2mml FOLDER
// --xsts takes the official W3C XML Schema test suite (the folder with suite.xml) as well as a part of it with a manifest.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import * as b2mml from '../test/conformance/b2mml.mjs';
import * as cvrf from '../test/conformance/cvrf.mjs';
import * as xsts from '../test/conformance/xsts.mjs';

const USAGE = 'Usage: node scripts/conformance.mjs --xsts FOLDER --cvrf FOLDER --b2mml FOLDER';
const FILE = new URL('../docs/CONFORMANCE.md', import.meta.url);

const { values } = parseArgs({
  options: { xsts: { type: 'string' }, cvrf: { type: 'string' }, b2mml: { type: 'string' } },
});
if (!values.xsts || !values.cvrf || !values.b2mml) {
  console.error(USAGE);
  process.exit(2);
}
const text = [
  '# Conformance to XML Schema 1.0',
  '',
  'Made by `scripts/conformance.mjs`; do not edit. It says how to run it again.',
  '',
  ...suite(await xsts.measure(values.xsts)),
  ...advisories(cvrf.measure(values.cvrf)),
  ...schemas(b2mml.measure(values.b2mml)),
].join('\n');
const options = await prettier.resolveConfig(FILE);
writeFileSync(FILE, await prettier.format(text, { ...options, parser: 'markdown' }));

function suite({ results, differences }) {
  const cells = ({ agree, disagree, errors, percent }) => `${agree} | ${disagree} | ${errors} | ${percent}`;
  return [
    '## W3C XML Schema test suite',
    '',
    `${results.length} tests of the suite's XSD 1.0 part${partOfSuite()}. "Errors" are crashes and answers that took`,
    'more than 2 seconds.',
    '',
    '| contributor | schemas: agree | disagree | errors | agreement | instances: agree | disagree | errors | agreement |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...xsts.rowsOf(results).map((row) => `| ${row.name} | ${cells(row.schemas)} | ${cells(row.instances)} |`),
    '',
    '### Where the tools and the suite differ, and why',
    '',
    ...reasonsOf(differences),
    '',
  ];
}

function partOfSuite() {
  const isPart = existsSync(join(values.xsts, 'manifest.json'));
  return isPart
    ? ', from half of its test groups: the other half is kept apart to check what was learnt on this one'
    : '';
}

function reasonsOf(differences) {
  return [...new Set(differences.map(({ reason }) => reason))].map((reason) => {
    const tests = differences.filter((difference) => difference.reason === reason);
    const names = [...new Set(tests.map(({ test }) => `\`${test.id.split('/').slice(0, 2).join('/')}\``))];
    return `- ${reason ?? '**Not explained yet.**'} (${tests.length}: ${names.join(', ')})`;
  });
}

function advisories(results) {
  const wrong = results.filter(({ mistake }) => mistake !== null);
  const invalid = results.filter(({ valid }) => !valid);
  return [
    '## Security advisories (CVRF 1.1 and 1.2)',
    '',
    `${results.length - wrong.length} of ${results.length} real documents, ${invalid.length} of them invalid, are judged as by the`,
    'validators that their verdicts come from; of the invalid ones the first error of those is found: the same rule, the same',
    'expected elements, the same key. Elements that are left out are reported as missing, all of them, where other',
    'validators call the element behind them unexpected.',
    '',
    ...wrong.map(({ instance, mistake }) => `- ${instance}: ${mistake}`),
    '',
  ];
}

function schemas(results) {
  const wrong = results.filter(({ mistake }) => mistake !== null);
  const [all] = results.filter(({ name }) => name === 'AllSchemas.xsd');
  return [
    '## B2MML and BatchML',
    '',
    `${results.length - wrong.length} of ${results.length} schemas are valid, as they should be. AllSchemas.xsd, which includes`,
    `the others, took ${(all.cpu / 1000).toFixed(1)} s of processor time to load in this run, as the first of them.`,
    '',
    ...wrong.map(({ name, mistake }) => `- ${name}: ${mistake}`),
  ];
}
