// node test/conformance/csaf.mjs FOLDER: imports each CSAF advisory (*.json) of a folder. The facts must be those of an independent
// reader (test/oracles/exchange/csaf.py). Mutated advisories give a release whose values fit into a VPC file, or a reason.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { corpusFolder } from './lib/corpusFolder.mjs';

const { factsOf, hasIllegalCharacter, mutated, randomFrom, readCsaf } = await tsImport(
  './csafModules.ts',
  import.meta.url,
);

const MUTATIONS = 500;
const READER = fileURLToPath(new URL('../oracles/exchange/csaf.py', import.meta.url));
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const tally = { passed: 0, failed: 0, skipped: 0 };

function attempt(name, work) {
  try {
    const said = work();
    if (said !== undefined) console.log(`passed: ${name}: ${said}`);
    tally.passed++;
  } catch (error) {
    console.log(`failed: ${name}: ${error.message}`);
    tally.failed++;
  }
}

/** The facts of all files by the independent reader; `null` where there is no Python. */
function independentFacts(files) {
  const env = { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { error, status, stdout, stderr } = spawnSync('python3', [READER, ...files], { encoding: 'utf8', env });
  if (error !== undefined) return null;
  ok(status === 0, stderr);
  return JSON.parse(stdout);
}

/** A release or a reason, and values that fit into a VPC file. */
function checkResult({ release, problems }) {
  if (release === null) return ok(problems.some(({ severity }) => severity === 'error'));
  ok(!hasIllegalCharacter(JSON.stringify(release).replace(/\\u[\da-f]{4}/g, (each) => JSON.parse(`"${each}"`))));
  ok(problems.every(({ severity }) => severity !== 'error'));
  for (const patch of release.patches) {
    for (const date of [patch.released, patch.revised].filter((each) => each !== null)) ok(DATE.test(date), date);
    ok(patch.vendor !== '' && patch.id !== '');
    ok(patch.statements.every(({ product }) => product !== ''));
  }
  const ids = release.patches.map(({ vendor, id }) => `${vendor} ${id}`);
  return deepStrictEqual(ids, [...new Set(ids)]);
}

/** All places of a JSON value: the object or list, and the key in it. */
function placesIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [[value, key], ...placesIn(value[key])]);
}

const REPLACEMENTS = [
  null,
  7,
  '',
  'x',
  '\u0001',
  '\ud800',
  [],
  {},
  [[]],
  true,
  JSON.parse('{"__proto__":{"a":1}}'),
  -1e308,
];

/** Deletes, retypes, repeats or exchanges one to four random nodes. */
function mutatedJson(text, pick) {
  const document = JSON.parse(text);
  for (let left = 1 + pick(4); left > 0; left--) {
    const places = placesIn(document);
    if (places.length === 0) break;
    const [parent, key] = places[pick(places.length)];
    const [otherParent, otherKey] = places[pick(places.length)];
    const kind = pick(4);
    if (kind === 0 && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (kind === 0) delete parent[key];
    else if (kind === 1) parent[key] = structuredClone(REPLACEMENTS[pick(REPLACEMENTS.length)]);
    else if (kind === 2) parent[key] = structuredClone(otherParent[otherKey]);
    else if (Array.isArray(parent)) parent.push(structuredClone(parent[key]));
    else parent[`${key}2`] = parent[key];
  }
  return JSON.stringify(document);
}

const folder = corpusFolder();
const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json'));
const files = names.sort().map((name) => join(folder, name));
const contents = files.map((path) => readFileSync(path));
const expected = independentFacts(files);
if (expected === null) {
  tally.skipped++;
  console.log('skipped: the independent reader of CSAF: Python 3 is not installed');
}
for (const [index, name] of names.entries()) {
  attempt(name, () => {
    const result = readCsaf(contents[index]);
    checkResult(result);
    deepStrictEqual(readCsaf(contents[index]), result);
    if (expected !== null) deepStrictEqual(factsOf(result), expected[index]);
    return result.release === null
      ? `refused: ${result.problems[0].message}`
      : `${result.release.patches.length} patches, ${result.problems.length} problems`;
  });
}
const pick = randomFrom(2026);
let releases = 0;
const start = performance.now();
for (let number = 0; number < MUTATIONS && files.length > 0; number++) {
  const at = pick(files.length);
  const isJson = pick(2) === 0;
  const bytes = isJson ? mutatedJson(contents[at].toString('utf8'), pick) : mutated(contents[at], pick);
  attempt(`mutation ${number} of ${names[at]}`, () => {
    const result = readCsaf(bytes);
    if (result.release !== null) releases++;
    checkResult(result);
  });
}
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${MUTATIONS} mutations in ${seconds} s: ${releases} read, the others refused`);
// Both outcomes must occur, or the mutations test nothing.
if (files.length === 0 || releases === 0 || releases === MUTATIONS) {
  console.log(`failed: ${files.length} advisories in ${folder}, ${releases} mutated ones were read`);
  tally.failed++;
}
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = tally.failed > 0 ? 1 : 0;
