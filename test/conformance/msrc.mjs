// node test/conformance/msrc.mjs FOLDER: imports each security release document (CVRF 1.1, *.xml) of a folder in both
// test vocabularies. The result must have no errors and few findings, must be the same in a second run, and must agree with
// counts that another parser (sax) makes without code of the importer.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sax from 'sax';
import { tsImport } from 'tsx/esm/api';
import { corpusFolder } from './lib/corpusFolder.mjs';

const {
  applied,
  BOTH,
  importDocuments,
  loadSchema,
  parse,
  publicationOf,
  ruleProblems,
  validate,
  wellFormednessProblems,
} = await tsImport('./importModules.ts', import.meta.url);

/** Maximum number of findings; docs/rules/FINDINGS.md has a verdict on each. */
const LINES_FOR_EACH_FINDING = 50;
const SUPPLIER = 'Northwind Process Systems';
const PRODUCTS = [
  { id: 'Batch', version: '8.2', platform: 'Windows Server 2022', supplier: '', components: null, line: 2 },
  { id: 'Panel', version: '', platform: '', supplier: '', components: null, line: 3 },
];
/** From the most to the least severe. */
const SEVERITIES = ['Critical', 'Important', 'Moderate', 'Low'];

/** The counts of each KB in a document, from the events of the parser. */
function count(xml) {
  const products = new Map();
  const patches = new Map();
  let vulnerability;
  let item;
  let text = '';
  const parser = sax.parser(true, { trim: true, xmlns: true });
  parser.onopentag = ({ local, attributes }) => {
    text = '';
    if (local === 'Vulnerability') vulnerability = { id: '', threats: [], fixes: [] };
    if (local === 'Threat' || local === 'Remediation') item = { type: attributes.Type.value, products: [] };
    if (local === 'FullProductName') item = { id: attributes.ProductID.value };
  };
  parser.ontext = (chunk) => (text += chunk);
  parser.onclosetag = (name) => {
    const local = name.replace(/^.*:/, '');
    if (local === 'FullProductName') products.set(item.id, text);
    else if (local === 'CVE') vulnerability.id = text;
    else if (local === 'ProductID') item?.products?.push(text);
    else if (['Description', 'Supercedence', 'RestartRequired'].includes(local) && item) item[local] = text;
    else if (local === 'Threat' && item.type === 'Severity') vulnerability.threats.push(item);
    else if (local === 'Remediation' && item.type === 'Vendor Fix') vulnerability.fixes.push(item);
    else if (local === 'Vulnerability') addTo(patches, vulnerability);
    if (['FullProductName', 'Threat', 'Remediation'].includes(local)) item = undefined;
    text = '';
  };
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  const named = (ids) => [...ids].map((id) => products.get(id));
  return new Map(
    [...patches].map(([id, { targets, severities, restarts, ...sets }]) => [
      id,
      {
        ...Object.fromEntries(Object.entries(sets).map(([key, set]) => [key, [...set].sort()])),
        targets: named(targets).sort(),
        severity: SEVERITIES.find((severity) => severities.has(severity)),
        restart: restarts.size === 1 ? { Yes: 'true', No: 'false' }[[...restarts][0]] : undefined,
      },
    ]),
  );
}

function addTo(patches, { id, threats, fixes }) {
  for (const { Description: kb, products, Supercedence = '', RestartRequired } of fixes) {
    if (!/^\d{7}$/.test(kb)) continue;
    const patch = patches.get(`KB${kb}`) ?? {
      ids: new Set(),
      targets: new Set(),
      severities: new Set(),
      restarts: new Set(),
      supersedes: new Set(),
    };
    patches.set(`KB${kb}`, patch);
    patch.ids.add(id);
    for (const product of products) patch.targets.add(product);
    for (const threat of threats) {
      if (threat.products.some((product) => products.includes(product))) patch.severities.add(threat.Description);
    }
    if (RestartRequired) patch.restarts.add(RestartRequired);
    for (const [number] of Supercedence.matchAll(/(?<![\w.-])\d{6,7}(?![\w.])/g)) {
      if (number !== kb) patch.supersedes.add(`KB${number}`);
    }
  }
}

/** The counts of each KB in the imported publication, in the same form. */
function imported(publication) {
  const [vendor] = publication.entries('patch-vendor');
  return new Map(
    vendor.entry.entries('patch').map(({ entry }) => [
      entry.value('patch-id'),
      {
        ids: [...entry.values('vulnerability'), ...entry.values('bulletin')].sort(),
        supersedes: entry.values('supersedes').sort(),
        targets: entry.values('target').sort(),
        severity: entry.value('severity'),
        restart: entry.value('reboot'),
      },
    ]),
  );
}

function check(xml, { vocabulary, schemaText, namespace }) {
  const published = '2026-11-30T00:00:00Z';
  const options = { supplier: SUPPLIER, products: PRODUCTS, published, vocabulary };
  const sources = [{ name: 'release.xml', content: xml }];
  const { text, fileName, summary, problems } = importDocuments(sources, options);
  deepStrictEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  deepStrictEqual(importDocuments(sources, options).text, text);
  const tree = parse(text);
  const { schema } = loadSchema([{ uri: 'schema.xsd', text: schemaText }], () => null);
  deepStrictEqual(wellFormednessProblems(tree), []);
  deepStrictEqual(validate(tree, applied(schema, namespace)), []);
  const found = ruleProblems(tree, vocabulary, { fileName, now: Date.now() });
  deepStrictEqual(
    found.filter(({ severity }) => severity === 'error'),
    [],
  );
  ok(found.length <= tree.lineCount / LINES_FOR_EACH_FINDING, `${found.length} findings in ${tree.lineCount} lines`);
  const counted = count(xml);
  deepStrictEqual(imported(publicationOf(tree, vocabulary).entry), new Map([...counted].sort()));
  deepStrictEqual(summary.patches, counted.size);
  return `${summary.patches} patches, ${summary.vulnerabilities} vulnerabilities, ${summary.products} products`;
}

const tally = { passed: 0, failed: 0 };
const folder = corpusFolder();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.xml'))) {
  const xml = readFileSync(join(folder, file), 'utf8');
  for (const vocabulary of BOTH) {
    try {
      console.log(`passed: ${file}, ${vocabulary.title}: ${check(xml, vocabulary)}`);
      tally.passed++;
    } catch (error) {
      console.log(`failed: ${file}, ${vocabulary.title}: ${error.message}`);
      tally.failed++;
    }
  }
}
if (tally.passed + tally.failed === 0) {
  console.log(`failed: there is no release document in ${folder}`);
  tally.failed++;
}
console.log(`${tally.passed} passed, ${tally.failed} failed, 0 skipped`);
process.exitCode = tally.failed > 0 ? 1 : 0;
