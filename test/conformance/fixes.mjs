// Random slips in real and generated documents, and every fix for the problems that they cause: node fixes.mjs FOLDER.
// Each fix must remove its problem and cause no other; the result is parsed and validated from scratch.
// The folder contains security advisories with a manifest, or the B2MML schemas; then documents are generated from the
// schemas, and the samples are used, too.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { randomFrom, schemaOf } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { instanceOf } from './lib/instances.mjs';

// Components are compared by identity, so schemas must be loaded by the same bundle that validates.
const { applied, decode, judgeSlips, loadSchema, parse, rootName, withProblems } = await tsImport(
  './fixModules.ts',
  import.meta.url,
);

const SLIPS = Number(process.env.VPC_RUNS ?? 1_000);
/** Each fix needs a validation of the whole text. */
const MAX_LENGTH = 30_000;
/** Number of documents for a schema, and approximate number of elements of each. */
const [DOCUMENTS, SIZE] = [100, 80];
/** The minimum share of slips with a fix: with fewer fixes, the test would check little. */
const MIN_FIXABLE = 0.75;

const schemas = new Map();
const folder = corpusFolder();
const pick = randomFrom(2026);
const manifest = join(folder, 'manifest.json');
const sets = existsSync(manifest)
  ? [['advisories', advisories()]]
  : [
      ['documents made from the B2MML schemas', made()],
      ['samples', samples()],
    ];
let [passed, failed] = [0, 0];
for (const [name, documents] of sets) {
  const { broken, fixable, fixes, withPlaces, wrong } = judgeSlips(documents, SLIPS, pick);
  console.log(
    `${name}: ${broken} slips, ${fixable} of them with a fix; ${fixes} fixes, ${withPlaces} of them with a place to fill in, ${wrong.length} wrong`,
  );
  for (const line of wrong) console.log(`failed: ${line}`);
  if (fixable < broken * MIN_FIXABLE) {
    failed++;
    console.log(`failed: ${name}: too few slips can be fixed`);
  }
  failed += wrong.length;
  passed += fixes - wrong.length;
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

/** A schema from files that include and import each other, loaded by the bundle that validates. */
function loaded(path) {
  if (!schemas.has(path)) schemas.set(path, loadSchema([source(path)], nextTo).schema);
  return schemas.get(path);
}

function source(path) {
  return { uri: pathToFileURL(path).href, ...withProblems(decode(readFileSync(path))) };
}

function nextTo(location, base) {
  if (location === '' || !URL.canParse(location, base)) return null;
  const url = new URL(location, base);
  return url.protocol === 'file:' && existsSync(url) ? source(fileURLToPath(url)) : null;
}

function documentOf(text, schema) {
  const tree = parse(text);
  return { tree, schema: applied(schema, rootName(tree)?.namespace ?? ''), vocabulary: null, fileName: null };
}

/** The valid advisories: problems of the others are not caused by slips. */
function advisories() {
  return JSON.parse(readFileSync(manifest, 'utf8'))
    .filter(({ instance, valid }) => valid && statSync(join(folder, instance)).size <= MAX_LENGTH)
    .map(({ schema, instance }) => textDocument(join(folder, instance), loaded(join(folder, schema))));
}

function made() {
  const path = join(folder, 'Schema', 'AllSchemas.xsd');
  const { schema } = schemaOf([path]);
  const roots = [...schema.elements.values()].filter(({ abstract }) => !abstract);
  return Array.from({ length: DOCUMENTS }, () =>
    documentOf(instanceOf(schema, roots[pick(roots.length)], pick, SIZE), loaded(path)),
  );
}

function samples() {
  const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const schema = loaded(at('schemas/vpc.xsd'));
  return readdirSync(at('samples'))
    .filter((name) => name.endsWith('.xml') && statSync(at(`samples/${name}`)).size <= MAX_LENGTH * 4)
    .map((name) => textDocument(at(`samples/${name}`), schema));
}

function textDocument(path, schema) {
  return documentOf(withProblems(decode(readFileSync(path))).text, schema);
}
