// Writes docs/CONFORMANCE.md from the results of the conformance drivers. The corpora are data of others and not part of the
// repository; each option names the folder of an unpacked corpus. Loading is compared with Xerces-J if it is installed.
//   node scripts/conformance.mjs --xsts FOLDER --cvrf FOLDER --b2mml FOLDER --families FOLDER
// --xsts accepts the official W3C XML Schema test suite (the folder with suite.xml) or a part of it with a manifest.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { tsImport } from 'tsx/esm/api';
import * as b2mml from '../test/conformance/b2mml.mjs';
import * as cvrf from '../test/conformance/cvrf.mjs';
import * as families from '../test/conformance/families.mjs';
import { revalidation, throughput } from '../test/conformance/throughput.mjs';
import * as xsts from '../test/conformance/xsts.mjs';

const { BOTH, judgeMutants, randomFrom } = await tsImport('../test/conformance/mutantModules.ts', import.meta.url);

const USAGE = 'Usage: node scripts/conformance.mjs --xsts FOLDER --cvrf FOLDER --b2mml FOLDER --families FOLDER';
/** For each of the two vocabularies. */
const MUTANTS = 10_000;
const SEED = 2026;
const FILE = new URL('../docs/CONFORMANCE.md', import.meta.url);

const { values } = parseArgs({
  options: {
    xsts: { type: 'string' },
    cvrf: { type: 'string' },
    b2mml: { type: 'string' },
    families: { type: 'string' },
  },
});
if (!values.xsts || !values.cvrf || !values.b2mml || !values.families) {
  console.error(USAGE);
  process.exit(2);
}
const text = [
  '# Conformance to XML Schema 1.0',
  '',
  'Made by a command; do not edit. With the corpora unpacked in folders, it is made again by',
  '',
  '```sh',
  'node scripts/conformance.mjs --xsts FOLDER --cvrf FOLDER --b2mml FOLDER --families FOLDER',
  '```',
  '',
  ...suite(await xsts.measure(values.xsts)),
  ...advisories(cvrf.measure(values.cvrf)),
  ...schemas(b2mml.measure(values.b2mml), await b2mml.compare(values.b2mml)),
  ...industry(await families.measure(values.families), await families.compare(values.families)),
  ...mutants(await Promise.all(BOTH.map((vocabulary) => judgeMutants(vocabulary, MUTANTS, randomFrom(SEED))))),
  ...speed(await throughput(), revalidation()),
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
    'validators call the element after them unexpected.',
    '',
    ...wrong.map(({ instance, mistake }) => `- ${instance}: ${mistake}`),
    '',
  ];
}

function schemas(results, costs) {
  const wrong = results.filter(({ mistake }) => mistake !== null);
  return [
    '## B2MML and BatchML',
    '',
    `${results.length - wrong.length} of ${results.length} schemas are valid, as they should be. ${b2mml.comparison(costs)}`,
    '',
    ...wrong.map(({ name, mistake }) => `- ${name}: ${mistake}`),
    '',
  ];
}

function industry({ cases, missing }, { costs, missing: uncompared }) {
  const rows = [...new Set(cases.map(({ family }) => family))].map((family) => {
    const own = cases.filter((each) => each.family === family);
    const agreement = (isMutant) => {
      const judged = own.filter((each) => each.isMutant === isMutant);
      const agreed = judged.filter((each) => families.resultOf(each).result === 'agreed');
      return `${agreed.length} of ${judged.length}`;
    };
    const { ours, xerces } = costs?.get(family) ?? {};
    const cost = ours === undefined ? '– | –' : `${(ours / 1000).toFixed(2)} s | ${(ours / xerces).toFixed(2)}`;
    return `| ${family} | ${agreement(false)} | ${agreement(true)} | ${cost} |`;
  });
  const judged = cases.filter(({ libxml2 }) => libxml2 !== null);
  const others = judged.filter(({ ours, libxml2 }) => ours !== libxml2);
  const different = cases.filter((each) => !['agreed', 'unjudged'].includes(families.resultOf(each).result));
  return [
    '## Schemas of industry',
    '',
    'Real schemas with real documents, and mutants of these: one seeded change each. Counted is where the verdict is that of Xerces-J.',
    'The last columns are the processor time for loading the schemas, and its ratio to that of Xerces-J, medians of runs in turns.',
    ...missing.map((reason) => `${reason}.`),
    ...(uncompared ? [`The times were not measured: ${uncompared}.`] : []),
    '',
    '| family | documents: agree | mutants: agree | loading | loading : that of Xerces-J |',
    '|---|--:|--:|--:|--:|',
    ...rows,
    '',
    `libxml2 has a verdict on ${judged.length} of the ${cases.length} documents and mutants; on ${others.length} of them it is another.`,
    '',
    ...different.map((each) => `- ${each.id}: ${families.resultOf(each).reason ?? '**not explained yet**'}`),
    '',
  ];
}

function mutants(verdicts) {
  const total = (key) => verdicts.reduce((sum, verdict) => sum + verdict[key], 0);
  const differences = verdicts.flatMap((verdict) => verdict.differences);
  return [
    '## VPC files with one change each',
    '',
    `${total('valid') + total('invalid')} mutants of two sample files, one in each test vocabulary, with one seeded change each: a value, an`,
    'attribute, a name, an element left out, twice, in another place or of no schema, text between elements. libxml2 finds',
    `${total('valid')} of them valid and ${total('invalid')} invalid. Where the verdict here is another, or one mistake gives more than`,
    `one problem, or a problem is not on the line of the change: ${differences.length || 'nowhere'}.`,
    '',
    ...differences.map((difference) => `- ${difference}`),
    '',
  ];
}

function speed({ bytes, rounds, milliseconds: { libxml2, ...ours } }, { elements, edits, median, most }) {
  const rate = (time) => `${Math.round(bytes / 1000 / time)} MB/s`;
  const share = (count) => `${((count / elements) * 100).toFixed(3)} %`;
  return [
    '## A file of 10 MB',
    '',
    `A valid VPC file of ${bytes} bytes and ${elements} elements, from its bytes to its verdict, in one process; medians of`,
    `${rounds} runs each, in turns.`,
    '',
    '| | time | throughput | time : that of libxml2-wasm |',
    '|---|--:|--:|--:|',
    ...Object.entries({ ...ours, 'libxml2-wasm': libxml2 }).map(
      ([name, time]) => `| ${name} | ${Math.round(time)} ms | ${rate(time)} | ${(time / libxml2).toFixed(2)} |`,
    ),
    '',
    `Verdicts are remembered: after one character was typed into a value, validating looks at ${median} elements (median of`,
    `${edits} places; at most ${most}) of the ${elements}, which is ${share(median)}.`,
  ];
}
