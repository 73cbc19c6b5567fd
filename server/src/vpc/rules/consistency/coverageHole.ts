import { Conclusion } from '../conclusion';
import { vendorsIn, type PatchDigest, type PatchIndex } from '../digest';
import type { Names } from '../naming';
import { productDraft, vendorExample } from '../examples';
import { patchIdRange } from '../references/lookup';
import type { Finding, Rule } from '../rule';

interface Hole {
  readonly index: PatchIndex;
  /** What is missing, in words. */
  readonly products: readonly string[];
  /** How many patches have the same targets, and a patch of them that has the first of the products. */
  readonly patches: number;
  readonly other: PatchIndex;
}

/** Products that a message lists. */
const SHOWN = 4;

/** vpc/coverage-hole: patches of the same targets speak of the same products. */
export const coverageHole: Rule = {
  id: 'vpc/coverage-hole',
  title: 'Patches of the same targets list the same products',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    hole: 'Nothing is said here of {0}, which most of the {1} patches of the same targets list. Readers who run it do not know whether they may install this patch: add a result, if it is only that it does not apply.',
    other: 'This patch lists it.',
  },
  docs: {
    what: 'Patches that name the same targets must list the same products in the same versions. What more than half of them list is expected of the others. There is one finding for a patch.',
    why: 'A hole in the matrix looks like a patch that nobody tested. Mostly a product was forgotten when the patch was added.',
    todo: 'Add the product with its state; a patch that does not concern it is not applicable.',
  },
  examples: {
    valid: [
      vendorExample('the same products under both', [
        { 'patch-id': 'KB1', target: 'Windows Server 2022', product: [productDraft({ 'product-version': '8.2' })] },
        { 'patch-id': 'KB2', target: 'Windows Server 2022', product: [productDraft({ 'product-version': '8.2' })] },
      ]),
      vendorExample('other targets, other products', [
        { 'patch-id': 'KB1', target: 'Windows Server 2022', product: [productDraft({})] },
        { 'patch-id': 'KB2', target: 'Office 2016', product: [productDraft({ 'product-id': 'Northwind Panel' })] },
      ]),
    ],
    invalid: [
      vendorExample('a product is missing under the third', [
        {
          'patch-id': 'KB1',
          target: 'Windows Server 2022',
          product: [productDraft({}), productDraft({ 'product-id': 'Northwind Panel' })],
        },
        {
          'patch-id': 'KB2',
          target: 'Windows Server 2022',
          product: [productDraft({}), productDraft({ 'product-id': 'Northwind Panel' })],
        },
        { 'patch-id': 'KB3', target: 'Windows Server 2022', product: [productDraft({})] },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { index, products, patches, other } of holes.from(vendorsIn(publication))) {
      const list = products.slice(0, SHOWN).join('; ') + (products.length > SHOWN ? '; …' : '');
      yield {
        message: 'hole',
        args: [list, String(patches)],
        range: patchIdRange(publication, index),
        related: [{ message: 'other', args: [], range: patchIdRange(publication, other) }],
      };
    }
  },
};

/** The patches of the same targets that have products at all, by what they name: hundreds name the same. */
type Group = Map<Names, PatchIndex[]>;

const holes = new Conclusion<readonly Hole[]>(
  (a, b) => a.names === b.names && (a.id === '') === (b.id === ''),
  (vendors) => vendors.flatMap(({ patches }, vendor) => groupsOf(patches, vendor).flatMap(holesOf)),
);

function groupsOf(patches: readonly PatchDigest[], vendor: number): Group[] {
  const alike: Group = new Map();
  for (let patch = 0; patch < patches.length; patch++) {
    const { names, id } = patches[patch]!;
    if (names.targets.length === 0 || names.products.length === 0 || id === '') continue;
    const indexes = alike.get(names);
    if (indexes === undefined) alike.set(names, [{ vendor, patch }]);
    else indexes.push({ vendor, patch });
  }
  const groups = new Map<string, Group>();
  for (const [names, indexes] of alike) {
    const key = names.targets.join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, new Map([[names, indexes]]));
    else group.set(names, indexes);
  }
  return [...groups.values()];
}

function holesOf(group: Group): Hole[] {
  if (group.size < 2) return [];
  let patches = 0;
  /** By product and version: how many patches list it, and one that does. */
  const counts = new Map<string, { count: number; readonly other: PatchIndex; readonly words: string }>();
  for (const [{ products }, indexes] of group) {
    patches += indexes.length;
    for (const { id, version } of products) {
      const key = `${id}\n${version}`;
      const known = counts.get(key);
      if (known !== undefined) known.count += indexes.length;
      else
        counts.set(key, { count: indexes.length, other: indexes[0]!, words: version === '' ? id : `${id} ${version}` });
    }
  }
  const expected = [...counts].filter(([, { count }]) => count < patches && count * 2 > patches);
  if (expected.length === 0) return [];
  const found: Hole[] = [];
  for (const [{ products }, indexes] of group) {
    const own = new Set(products.map(({ id, version }) => `${id}\n${version}`));
    const missing = expected.filter(([product]) => !own.has(product)).map(([, said]) => said);
    if (missing.length === 0) continue;
    const words = missing.map((said) => said.words);
    for (const index of indexes) found.push({ index, products: words, patches, other: missing[0]!.other });
  }
  return found;
}
