// Random slips, as people make them, in real and made documents, and every fix that is offered for what they made wrong:
// node fixes.mjs FOLDER. Each fix must take its problem away and bring none, judged on the result read afresh.
// The folder holds security advisories with a manifest, or the B2MML schemas; the latter's documents are made from them,
// and the samples are broken beside them.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { randomFrom, schemaOf } from './engine.mjs';
import { instanceOf } from './lib/instances.mjs';

// Components are compared by identity: those that documents are judged by are loaded by the rooms that judge.
const { applied, decode, judgeSlips, loadSchema, parse, rootName } = await tsImport('./fixRooms.ts', import.meta.url);

const SLIPS = Number(process.env.VPC_RUNS ?? 1_000);
/** Each fix costs a validation of the whole text. */
const LONGEST = 30_000;
/** How many documents are made from a schema, and about how many elements each has. */
const [DOCUMENTS, SIZE] = [100, 80];
/** So many of the slips must be mendable: else little is offered, and little can be wrong. */
const LEAST_MENDABLE = 0.75;

const schemas = new Map();
const folder = process.argv[2];
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
  const { broken, mendable, fixes, withPlaces, wrong } = judgeSlips(documents, SLIPS, pick);
  console.log(
    `${name}: ${broken} slips, ${mendable} of them with a fix; ${fixes} fixes, ${withPlaces} of them with a place to fill in, ${wrong.length} wrong`,
  );
  for (const line of wrong) console.log(`FAILED: ${line}`);
  if (mendable < broken * LEAST_MENDABLE) {
    failed++;
    console.log(`FAILED: ${name}: too few slips can be mended`);
  }
  failed += wrong.length;
  passed += fixes - wrong.length;
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

/** A schema from files that include and import each other, by the rooms that judge. */
function loaded(path) {
  if (!schemas.has(path)) schemas.set(path, loadSchema([source(path)], nextTo).schema);
  return schemas.get(path);
}

function source(path) {
  return { uri: pathToFileURL(path).href, text: decode(readFileSync(path)).text };
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

/** The valid advisories: what is wrong in the others is no slip of ours. */
function advisories() {
  return JSON.parse(readFileSync(manifest, 'utf8'))
    .filter(({ instance, valid }) => valid && statSync(join(folder, instance)).size <= LONGEST)
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
    .filter((name) => name.endsWith('.xml') && statSync(at(`samples/${name}`)).size <= LONGEST * 4)
    .map((name) => textDocument(at(`samples/${name}`), schema));
}

function textDocument(path, schema) {
  return documentOf(decode(readFileSync(path)).text, schema);
}
