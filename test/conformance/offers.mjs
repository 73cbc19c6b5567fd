// Checks completion in documents of other vocabularies: node offers.mjs FOLDER, with the CVRF advisories, the families of real
// schemas, or the B2MML schemas, for which documents are generated. At random offsets every offer is accepted and must cause
// no problems except for values to type; and completion must not fail in a document of which a part is deleted.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askOffers, broken, governed, isError, parse, randomFrom, read, schemaOf } from './engine.mjs';
import { takeOffers, validate, wellFormednessProblems } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { instanceOf } from './lib/instances.mjs';

const PLACES = 1_000;
const DOCUMENTS = 100;
/** Approximate number of elements in a generated document. */
const SIZE = 80;
/** Each offer needs two validations: the longest documents would take minutes. */
const MAX_LENGTH = 60_000;
const CLOCK = { instant: Date.UTC(2026, 10, 25, 15, 30), offset: 60 };

/** Families with documents in which much is offered, and the number of places in their documents. */
const FAMILIES = [
  ['PLCopen-TC6-2.01', 2_000],
  ['IEC-61850-SCL-2007B4', 2_000],
  ['AAS-IEC-63278', 2_000],
  ['UBL-2.1-Order', 2_000],
  ['CycloneDX-1.6', 2_000],
  ['AutomationML-CAEX-2.15', 500],
  ['OPC-UA-NodeSet2', 500],
  ['FMI-3', 500],
  ['ReqIF', 200],
  ['SDMX-3', 200],
];
/** Their documents are more alike, and few: longer ones are taken, too. */
const MAX_FAMILY_LENGTH = 120_000;

const folder = corpusFolder();
const pick = randomFrom(20261125);
let passed = 0;
let failed = 0;
for (const { title, documents, places } of sets()) check(title, documents.filter(isValid), places);
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function sets() {
  if (existsSync(join(folder, 'families'))) return families();
  const documents = existsSync(join(folder, 'manifest.json')) ? advisories() : made();
  return [{ title: 'all', documents, places: PLACES }];
}

function isValid({ tree, schema }) {
  return ![...wellFormednessProblems(tree), ...validate(tree, schema)].some(isError);
}

function check(title, documents, places) {
  const tally = { offers: 0, mistakes: [] };
  const failedBefore = failed;
  for (let count = 0; count < places; count++) {
    const { name, tree, governedBy } = documents[pick(documents.length)];
    const before = tally.mistakes.length;
    takeOffers(governedBy(tree), governedBy, pick(tree.length + 1), CLOCK, tally);
    if (tally.mistakes.length > before) failed++;
    for (const mistake of tally.mistakes.slice(before, before + 3)) console.log(`failed: ${name}: ${mistake}`);
  }
  for (let count = 0; count < places; count++) {
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
  if (tally.offers < places) {
    failed++;
    console.log(`failed: ${title}: only ${tally.offers} offers`);
  }
  passed += 2 * places - (failed - failedBefore);
  console.log(`${title}: ${tally.offers} offers taken in ${documents.length} documents`);
}

/** Each document as published, with a second prefix for its namespace declared first, and with a prefix instead of none. */
function families() {
  const entries = JSON.parse(readFileSync(join(folder, 'families', 'manifest.json'), 'utf8'));
  return FAMILIES.map(([family, places]) => {
    const at = (path) => join(folder, 'families', family, path);
    const documents = entries
      .filter(
        (entry) => entry.family === family && entry.valid && statSync(at(entry.instance)).size <= MAX_FAMILY_LENGTH,
      )
      .flatMap(({ schemas, instance }) => {
        const loaded = schemaOf(schemas.map(at));
        const text = read(at(instance)).tree.text();
        return [['', text], ...prefixedTexts(text)].map(([how, variant]) =>
          document(`${family}/${instance}${how}`, parse(variant), loaded),
        );
      });
    return { title: family, documents, places };
  });
}

function prefixedTexts(text) {
  const [root, prefix] = /<(?:([A-Za-z][\w.-]*):)?[A-Za-z][^>]*>/.exec(text);
  const declaration = new RegExp(`\\sxmlns${prefix === undefined ? '' : `:${prefix}`}=(["'])(.*?)\\1`);
  const namespace = declaration.exec(root)?.[2];
  if (namespace === undefined) return [];
  const declaring = (name) => text.replace(root, root.replace(/^<\S+/, `$& ${name}="${namespace}"`));
  const aliased = [' with an alias', declaring('xmlns:alias')];
  if (prefix !== undefined)
    return root.includes(' xmlns=') ? [aliased] : [aliased, [' with a default', declaring('xmlns')]];
  const prefixed = text.replace(' xmlns=', ' xmlns:alias=').replace(/(<\/?)([A-Za-z][\w.-]*)(?=[\s/>])/g, '$1alias:$2');
  return [aliased, [' with a prefix', prefixed]];
}

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
