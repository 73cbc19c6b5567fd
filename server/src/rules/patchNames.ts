/** The targets, products and platforms that a patch names. Hundreds of patches name the same ones and share one result. */
import { productsIn, type ProductRecord } from '../domain/identifiers/records';
import { combinationsOf, MAX_COMBINATIONS, statementKeys } from '../domain/identifiers/keys';
import type { Identity } from '../domain/identity';
import type { Entry } from '../domain/model';
import { detached, interned } from '../xml/strings';

/** One object for all patches that name the same, in any order. */
export interface PatchNames {
  readonly targets: readonly string[];
  readonly products: readonly { readonly id: string; readonly version: string }[];
  readonly platforms: readonly string[];
}

/** The names in a patch. */
export interface NameAnalysis {
  readonly names: PatchNames;
  /** Whether a product occurs twice in the same version on the same platform, in any spelling. */
  readonly hasDuplicateProduct: boolean;
  /** Whether a product has too many versions and platforms to tell. */
  readonly hasTooMany: boolean;
}

/** The names in a patch; one object for all patches that name the same in the same order. */
export function analyseNames(patch: Entry<'patch'>): NameAnalysis {
  const targets = patch.fields('target');
  const products = productsIn(patch.origin);
  const { identity } = patch.vocabulary;
  if (nodeCount > MAX_NODES) [roots, nodeCount] = [new WeakMap<Identity, SequenceNode>(), 0];
  let node = roots.get(identity);
  if (node === undefined) roots.set(identity, (node = new SequenceNode()));
  for (const { value } of targets) if (value !== '') node = node.append(value);
  for (const { id, versions, platforms } of products) {
    node = node.append(SEPARATOR).append(id);
    for (const version of versions) node = node.append(version);
    node = node.append(SEPARATOR);
    for (const platform of platforms) node = node.append(platform);
  }
  return (node.analysis ??= {
    names: namesOf([...new Set(patch.values('target'))].sort(), products),
    hasDuplicateProduct: hasDuplicateStatement(products, identity),
    hasTooMany: products.some(isTooMany),
  });
}

/** Whether a product has too many versions and platforms to be compared with others. */
export function isTooMany({ versions, platforms }: Pick<ProductRecord, 'versions' | 'platforms'>): boolean {
  return combinationsOf(versions.length, platforms.length) > MAX_COMBINATIONS;
}

/** Whether two products under a patch have the same name, version and platform, in any spelling. */
export function hasDuplicateStatement(products: readonly ProductRecord[], identity: Identity): boolean {
  const seen = new Map<string, ProductRecord>();
  for (const product of products) {
    if (product.id === '') continue;
    for (const { key } of statementKeys(product, identity)) {
      const earlier = seen.get(key);
      if (earlier !== undefined && earlier !== product) return true;
      seen.set(key, product);
    }
  }
  return false;
}

/** A trie of the sequences of names: a walk along it finds an equal sequence without building a key. */
class SequenceNode {
  analysis: NameAnalysis | null = null;
  private readonly next = new Map<string, SequenceNode>();

  append(text: string): SequenceNode {
    let node = this.next.get(text);
    if (node === undefined) {
      this.next.set(interned(text), (node = new SequenceNode()));
      nodeCount++;
    }
    return node;
  }
}

/** Separates two lists. Values have no whitespace around them, so it equals none of them. */
const SEPARATOR = ' ';
const MAX_NODES = 1 << 16;
/** Identities can find different duplicates in the same sequence. */
let roots = new WeakMap<Identity, SequenceNode>();
let nodeCount = 0;

const MAX_NAMES = 4_096;
const namesByKey = new Map<string, PatchNames>();

function namesOf(targets: readonly string[], records: readonly ProductRecord[]): PatchNames {
  const products = new Map<string, { id: string; version: string }>();
  for (const { id, versions } of records) {
    for (const version of versions.length === 0 ? [''] : versions) products.set(`${id}\n${version}`, { id, version });
  }
  const platforms = [...new Set(records.flatMap((product) => product.platforms))];
  const key = detached([...targets, '', ...platforms, '', ...products.keys()].join('\n\n'));
  let names = namesByKey.get(key);
  if (names === undefined) {
    if (namesByKey.size >= MAX_NAMES) namesByKey.clear();
    names = {
      targets: targets.map(detached),
      platforms: platforms.map(detached),
      products: [...products.values()].map(({ id, version }) => ({ id: detached(id), version: detached(version) })),
    };
    namesByKey.set(key, names);
  }
  return names;
}
