// Real schemas of industry and their documents: node families.mjs FOLDER. The verdicts of Xerces-J and libxml2 are asked for where
// these are installed; else those of Xerces-J that are stored beside the documents count. Mutants of the documents, made by a
// seeded program, are judged by those that are installed. Fails on a difference that is not listed in known-differences.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { which } from '../../scripts/lib/shell.mjs';
import { inTurns, isError, judge, median, randomFrom } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { mutant } from './lib/mutations.mjs';

const KNOWN = JSON.parse(readFileSync(new URL('families/known-differences.json', import.meta.url), 'utf8'));
const LOADER = fileURLToPath(new URL('loadSchema.mjs', import.meta.url));

const SEED = 20261130;
/** For each document. */
const MUTANTS = 6;
/** Larger documents have no mutants: all validators would read them for each. */
const MAX_MUTATED = 500_000;
const ROUNDS = 3;

/**
 * The verdicts on all documents and mutants of the corpus.
 * @param {string} folder with manifest.json, or with a folder that has it
 * @returns {Promise<{ cases: object[], missing: string[] }>} a case has `id`, `family`, `isMutant`, and the verdicts `ours`, `stored`
 *   (not of mutants), `xerces` and `libxml2`: valid or not, `null` where that validator is missing or has none
 */
export async function measure(folder) {
  const families = familiesIn(folder);
  const work = mkdtempSync(join(tmpdir(), 'vpc-families-'));
  try {
    const java = await xercesCommand();
    const xmllint = which('xmllint');
    const missing = [
      ...(Array.isArray(java) ? [] : [`Xerces-J: ${java.missing}`]),
      ...(xmllint === undefined ? ['libxml2: there is no xmllint on the PATH'] : []),
    ];
    const cases = families.flatMap((family) => {
      const documents = [...family.documents, ...mutantsOf(family, work)];
      const schema = oneSchema(family, work);
      const files = documents.map(({ file }) => file);
      const xerces = Array.isArray(java) ? xercesVerdicts(java, schema, files) : files.map(() => null);
      const libxml2 = xmllint === undefined ? files.map(() => null) : libxml2Verdicts(xmllint, schema, files);
      return documents.map((document, index) => ({
        family: family.name,
        id: `${family.name}/${document.name}`,
        isMutant: document.stored === null,
        ...ourVerdict(family, document.file),
        stored: document.stored,
        xerces: xerces[index],
        libxml2: libxml2[index],
      }));
    });
    return { cases, missing };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * What to say of a case: `agreed`, `failed`, or `known` with the reason of a listed difference; `unjudged` where no other validator
 * has a verdict.
 */
export function resultOf({ id, ours, xerces, stored, libxml2 }) {
  const expected = xerces ?? stored ?? libxml2;
  if (expected === null) return { result: 'unjudged' };
  if (ours === expected) return { result: 'agreed' };
  const reason = KNOWN[id];
  return reason === undefined ? { result: 'failed', expected } : { result: 'known', reason };
}

/**
 * What loading the schemas of each family costs, ours and Xerces-J in turns, each time in a process of its own: medians of the
 * processor time in milliseconds; or why Xerces-J is missing.
 */
export async function compare(folder) {
  const java = await xercesCommand();
  if (!Array.isArray(java)) return java;
  const { costIn } = await tsImport('../../bench/peers/xercesJ.ts', import.meta.url);
  const work = mkdtempSync(join(tmpdir(), 'vpc-families-'));
  try {
    const costs = new Map();
    for (const family of familiesIn(folder)) {
      const schema = oneSchema(family, work);
      const loadedBy = ([program, ...args]) =>
        costIn(spawnSync(program, [...args, schema], { encoding: 'utf8' }).stdout).load;
      const runs = await inTurns(
        { ours: () => loadedBy([process.execPath, LOADER]), xerces: () => loadedBy(java) },
        ROUNDS,
      );
      costs.set(family.name, { ours: median(runs.ours), xerces: median(runs.xerces) });
    }
    return { costs };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function xercesCommand() {
  const { xercesJ } = await tsImport('../../bench/peers/xercesJ.ts', import.meta.url);
  const peer = await xercesJ();
  return 'missing' in peer ? peer : [...peer.command];
}

function familiesIn(folder) {
  const root = [folder, join(folder, 'families')].find((path) => hasManifest(path));
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  const families = new Map();
  for (const { family, schemas, instance, valid } of manifest) {
    const key = `${family} ${schemas.join(' ')}`;
    const at = join(root, family);
    if (!families.has(key))
      families.set(key, { name: family, schemas: schemas.map((schema) => join(at, schema)), documents: [] });
    families.get(key).documents.push({ name: instance, file: join(at, instance), stored: valid });
  }
  return [...families.values()];
}

function hasManifest(path) {
  try {
    readFileSync(join(path, 'manifest.json'));
    return true;
  } catch {
    return false;
  }
}

/** The schemas of a family as one document: itself, or one that imports them. */
function oneSchema({ name, schemas }, work) {
  if (schemas.length === 1) return schemas[0];
  const imports = schemas.map((path) => {
    const namespace = /targetNamespace\s*=\s*["']([^"']*)/.exec(readFileSync(path, 'utf8'))?.[1];
    const of = namespace === undefined ? '' : ` namespace="${namespace}"`;
    return `<xs:import${of} schemaLocation="${pathToFileURL(path).href}"/>`;
  });
  const wrapper = join(work, `${name}.xsd`);
  writeFileSync(
    wrapper,
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:all">${imports.join('')}</xs:schema>`,
  );
  return wrapper;
}

/** Writes the mutants of the documents of a family. Each document has a seed of its own, so that others do not change its mutants. */
function mutantsOf({ name, documents }, work) {
  return documents.flatMap((document) => {
    const text = readFileSync(document.file, 'utf8');
    const encoding = /^<\?xml[^>]*encoding\s*=\s*["']([^"']*)/.exec(text)?.[1] ?? 'utf-8';
    if (text.length > MAX_MUTATED || encoding.toLowerCase() !== 'utf-8') return [];
    const pick = randomFrom(seedOf(`${name}/${document.name}`));
    const mutants = [];
    for (let tries = 0; mutants.length < MUTANTS && tries < MUTANTS * 4; tries++) {
      const made = mutant(text, pick);
      if (made === null) continue;
      const title = `${document.name} ${mutants.length + 1} ${made.change}`;
      const file = join(work, name, title.replaceAll(/[^\w.-]/g, '_'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, made.text);
      mutants.push({ name: title, file, stored: null });
    }
    return mutants;
  });
}

function seedOf(text) {
  return [...text].reduce((seed, character) => (Math.imul(seed, 31) + character.codePointAt(0)) | 0, SEED) >>> 0;
}

function ourVerdict({ schemas }, instance) {
  const { schemaValid, instanceValid, schemaProblems, problems } = judge({ schemas, instance });
  const first = schemaValid ? problems.find(isError) : schemaProblems.find(isError);
  return {
    ours: schemaValid ? instanceValid : null,
    ...(first && { detail: `${first.code} ${first.args.join(' | ')}` }),
  };
}

function xercesVerdicts([program, ...args], schema, files) {
  const { stdout } = spawnSync(program, [...args, '--verdicts', schema, ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const [, ...counts] = stdout.trimEnd().split('\n');
  return files.map((_, index) => (/^\d+$/.test(counts[index] ?? '') ? counts[index] === '0' : null));
}

/** libxml2 cannot read some of the schemas: then it has no verdict. */
function libxml2Verdicts(xmllint, schema, files) {
  const { stderr } = spawnSync(xmllint, ['--noout', '--nonet', '--huge', '--schema', schema, ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 60_000,
  });
  const lines = new Set(stderr.split('\n'));
  return files.map((file) =>
    lines.has(`${file} validates`) ? true : lines.has(`${file} fails to validate`) ? false : null,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { cases, missing } = await measure(corpusFolder());
  const results = cases.map((each) => ({ ...each, ...resultOf(each) }));
  const of = (result) => results.filter((each) => each.result === result);
  for (const { id, ours, expected, libxml2, detail = '' } of of('failed')) {
    console.log(
      `FAILED: ${id}: expected ${shown(expected)}, got ${shown(ours)} (libxml2: ${shown(libxml2)}) ${detail}`,
    );
  }
  for (const { id, reason } of of('known')) console.log(`skipped: ${id}: ${reason}`);
  for (const reason of missing) console.log(`skipped: ${reason}`);
  const others = results.filter(({ ours, libxml2 }) => libxml2 !== null && libxml2 !== ours);
  for (const { id, ours, libxml2 } of others) console.log(`libxml2: ${id}: ${shown(libxml2)}, ours ${shown(ours)}`);
  const left = of('known').length + of('unjudged').length + missing.length;
  console.log(`${of('agreed').length} passed, ${of('failed').length} failed, ${left} skipped`);
  process.exitCode = of('failed').length > 0 ? 1 : 0;
}

function shown(valid) {
  return valid === null ? 'no verdict' : valid ? 'valid' : 'invalid';
}
