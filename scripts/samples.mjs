// npx tsx scripts/samples.mjs RELEASE_DOCUMENT...: writes the files in samples/ from security release documents.
// The patches are facts from the documents; the test results are invented by the shares in scripts/samples/seed.json. The
// same documents give the same files.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REFERENCE_VOCABULARY as vocabulary } from '../server/src/domain/referenceVocabulary';
import { readCvrf } from '../server/src/exchange/cvrf/readCvrf';
import { Applicability } from '../server/src/exchange/products/applicability';
import { readProductList } from '../server/src/exchange/products/productList';
import { draftPublication } from '../server/src/exchange/releases/importReleases';
import { writePublication } from '../server/src/domain/publicationText';
import { expectedName, parsePattern } from '../server/src/domain/fileName';
import { stateById } from '../server/src/domain/states';

const here = dirname(fileURLToPath(import.meta.url));
const samples = join(here, '..', 'samples');
const seed = JSON.parse(readFileSync(join(here, 'samples', 'seed.json'), 'utf8'));
const english = (value) => ({ value, attributes: { language: 'en' } });
const state = (id) => stateById(vocabulary.profile, id).value;

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const isoDate = (instant) => new Date(instant).toISOString().replace('.000', '');

/** A hash of a text (FNV-1a, 32 bits), so that each run gives the same result. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** The test result of a patch with a product, picked by the shares of the seed. */
function pickResult(key) {
  let left = hash(key) % 100;
  return seed.results.find(({ share }) => (left -= share) < 0);
}

/** A test takes some days and may not be finished before the edition; an unfinished test continues in the next month. */
function tested(product, patch, supplier, isNews, published) {
  const { 'patch-id': id, released } = patch;
  const key = [supplier.name, id, product['product-id'], product['product-version'], product.platform].join('|');
  const result = pickResult(key);
  const next = isNews ? undefined : seed.later[result.state];
  const days = 1 + (hash(`${key}|days`) % seed.daysOfTest) + (next === undefined ? 0 : seed.daysToNextMonth);
  const date = Date.parse(released) + days * DAY + 5 * HOUR;
  if (date > Date.parse(published)) return stated(product, 'in-test', Date.parse(released) + DAY);
  return {
    ...stated(product, next ?? result.state, date),
    ...(result.restriction && { reboot: 'true', restriction: english(result.restriction) }),
    ...(result.comment && { comment: english(result.comment), url: `${supplier.articles}${id.toLowerCase()}` }),
  };
}

function stated(product, id, date) {
  return { ...product, state: state(id), ...(id !== 'available' && { 'state-date': isoDate(date) }) };
}

/** The patches of a document that concern the supplier's products, tested. */
function testedPatches(document, supplier, edition) {
  const { products } = readProductList(readFileSync(join(samples, supplier.products), 'utf8'));
  const patches = document.patches.filter(({ targets }) =>
    targets.some((target) => supplier.targets.some((name) => target.includes(name))),
  );
  const options = { supplier: supplier.name, products, vocabulary, published: edition.published };
  const draft = draftPublication([document], patches, new Applicability(document.products), options);
  const isNews = document.id === edition.documents.at(-1);
  return draft['patch-vendor'][0].patch
    .filter(({ product }) => product.length > 0)
    .map((patch) => ({
      ...patch,
      product: patch.product.map((product) => tested(product, patch, supplier, isNews, edition.published)),
    }));
}

/** Adds to patches which later patches of the same file supersede them, and ends their tests. */
function withSuccessors(patches) {
  return patches.map((patch) => {
    const successors = patches.filter(({ supersedes }) => supersedes.includes(patch['patch-id']));
    if (successors.length === 0) return patch;
    const ended = { state: state('not-applicable'), comment: english(seed.superseded) };
    return {
      ...patch,
      'superseded-by': successors.map((later) => later['patch-id']),
      product: patch.product.map((product) =>
        product.state === state('in-test') ? { ...product, ...ended } : product,
      ),
    };
  });
}

function ownVendor({ name, url, own }) {
  return {
    'vendor-id': name,
    url,
    patch: [
      {
        'patch-id': own.id,
        title: english(own.title),
        'patch-type': 'Hotfix',
        released: own.released,
        hash: { value: own.hash, attributes: { 'hash-algorithm': 'SHA-256' } },
        removable: 'true',
        product: [
          {
            'product-id': own.product,
            'product-version': own.version,
            state: state('released'),
            'state-date': own.released,
          },
        ],
      },
    ],
  };
}

function publication(supplier, edition, documents) {
  const used = edition.documents.map((id) => documents.get(id));
  const patches = withSuccessors(used.flatMap((document) => testedPatches(document, supplier, edition)));
  const months = used.map(({ title }) => title).join(', ');
  return {
    'document-id': supplier.documentId,
    'document-version': edition.version,
    description: english(`Microsoft ${months}. The test results in this sample are invented.`),
    published: edition.published,
    supplier: supplier.name,
    url: supplier.url,
    'patch-vendor': [
      { 'vendor-id': used[0].patches[0].vendor, url: 'https://msrc.microsoft.com/update-guide', patch: patches },
      ...(supplier.own ? [ownVendor(supplier)] : []),
    ],
  };
}

const documents = new Map();
for (const path of process.argv.slice(2)) {
  const { release } = readCvrf(readFileSync(path));
  documents.set(release.id, release);
}
for (const supplier of seed.suppliers) {
  for (const edition of supplier.editions) {
    const draft = publication(supplier, edition, documents);
    const name = expectedName(parsePattern(vocabulary.profile.fileName.pattern), (role) => draft[role]);
    writeFileSync(join(samples, name), writePublication(draft, vocabulary));
    console.log(name);
  }
}
