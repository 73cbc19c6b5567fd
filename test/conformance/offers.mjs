// Checks completion in documents of other vocabularies: node offers.mjs FOLDER, with the CVRF advisories or the B2MML schemas,
// for which documents are generated. At random offsets every offer is accepted and must cause no problems except for values
// to type; and completion must not fail in a document of which a part is deleted.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askOffers, broken, governed, isError, parse, randomFrom, read, schemaOf } from './engine.mjs';
import { takeOffers, validate, wellFormednessProblems } from './engine.mjs';
import { instanceOf } from './lib/instances.mjs';

const PLACES = 1_000;
const DOCUMENTS = 100;
/** Approximate number of elements in a generated document. */
const SIZE = 80;
/** Each offer needs two validations: the longest documents would take minutes. */
const MAX_LENGTH = 60_000;
const CLOCK = { instant: Date.UTC(2026, 10, 25, 15, 30), offset: 60 };

const folder = process.argv[2];
const pick = randomFrom(20261125);
const documents = (existsSync(join(folder, 'manifest.json')) ? advisories() : made()).filter(
  ({ tree, schema }) => ![...wellFormednessProblems(tree), ...validate(tree, schema)].some(isError),
);
const tally = { offers: 0, mistakes: [] };
let failed = 0;
for (let count = 0; count < PLACES; count++) {
  const { name, tree, governedBy } = documents[pick(documents.length)];
  const before = tally.mistakes.length;
  takeOffers(governedBy(tree), governedBy, pick(tree.length + 1), CLOCK, tally);
  if (tally.mistakes.length > before) failed++;
  for (const mistake of tally.mistakes.slice(before, before + 3)) console.log(`failed: ${name}: ${mistake}`);
}
for (let count = 0; count < PLACES; count++) {
  const { name, tree, governedBy } = documents[pick(documents.length)];
  const start = pick(tree.length);
  const rest = governedBy(broken(tree, start, [1, 1 + pick(20), 1 + pick(400)][pick(3)]));
  const place = pick(2) === 0 ? start : pick(rest.tree.length + 1);
  try {
    askOffers(rest, Math.min(place, rest.tree.length), CLOCK);
  } catch (error) {
    failed++;
    console.log(`failed: ${name}, broken at ${start}, asked at ${place}: ${error.stack}`);
  }
}
console.log(`${tally.offers} offers taken in ${documents.length} documents`);
console.log(`${2 * PLACES - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || tally.offers < PLACES ? 1 : 0;

function advisories() {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    .filter(({ valid, instance }) => valid && statSync(join(folder, instance)).size <= MAX_LENGTH)
    .map(({ schema, instance }) =>
      document(instance, read(join(folder, instance)).tree, schemaOf([join(folder, schema)])),
    );
}

function made() {
  const loaded = schemaOf([join(folder, 'Schema', 'AllSchemas.xsd')]);
  const roots = [...loaded.schema.elements.values()].filter(({ abstract }) => !abstract);
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    const root = roots[pick(roots.length)];
    const tree = parse(instanceOf(loaded.schema, root, pick, SIZE));
    return document(`document ${index} (${root.name})`, tree, loaded);
  });
}

function document(name, tree, loaded) {
  const binding = { kind: 'setting', loaded, settingMissing: false, vocabulary: null };
  return { name, tree, schema: loaded.schema, governedBy: (version) => governed(version, binding, null) };
}
