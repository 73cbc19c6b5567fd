/** What a patch names besides patches. Hundreds of patches name the same, so it is found out once for all of them. */
import { productsIn, type ProductFacts } from '../identifiers/facts';
import type { Entry } from '../model';
import { own, shared } from '../../xml/own';

/** Patches that name the same share one object, in whatever order they name it. */
export interface Names {
  readonly targets: readonly string[];
  readonly products: readonly { readonly id: string; readonly version: string }[];
  readonly platforms: readonly string[];
}

/** What a patch names, as it stands there. */
export interface Naming {
  readonly names: Names;
  /** Some product stands twice in the same version on the same platform. */
  readonly repeats: boolean;
}

/** What a patch names. */
export function namingOf(patch: Entry<'patch'>): Naming {
  const targets = patch.facts('target');
  const products = productsIn(patch.origin);
  if (wordCount > MOST_WORDS) [root, wordCount] = [new Word(), 0];
  let word = root;
  for (const { value } of targets) if (value !== '') word = word.followedBy(value);
  for (const { id, versions, platforms } of products) {
    word = word.followedBy(NEXT).followedBy(id);
    for (const version of versions) word = word.followedBy(version);
    word = word.followedBy(NEXT);
    for (const platform of platforms) word = word.followedBy(platform);
  }
  return (word.naming ??= {
    names: namesOf([...new Set(patch.values('target'))].sort(), products),
    repeats: repeats(products),
  });
}

/** Every version on every platform that a result holds for, and what it is in words. */
export function* keysOf({ id, versions, platforms }: ProductFacts): Generator<[key: string, words: string]> {
  for (const version of versions.length === 0 ? [''] : versions) {
    for (const platform of platforms.length === 0 ? [''] : platforms) {
      const words = [id, version, platform].filter((word) => word !== '').join(', ');
      yield [`${id}\n${version}\n${platform}`, words];
    }
  }
}

function repeats(products: readonly ProductFacts[]): boolean {
  const seen = new Map<string, ProductFacts>();
  for (const product of products) {
    if (product.id === '') continue;
    for (const [key] of keysOf(product)) {
      const earlier = seen.get(key);
      if (earlier !== undefined && earlier !== product) return true;
      seen.set(key, product);
    }
  }
  return false;
}

/** What is named one after the other, as a tree: a walk along it makes no text. */
class Word {
  naming: Naming | null = null;
  private readonly next = new Map<string, Word>();

  followedBy(text: string): Word {
    let word = this.next.get(text);
    if (word === undefined) {
      this.next.set(shared(text), (word = new Word()));
      wordCount++;
    }
    return word;
  }
}

/** What stands between two lists. A value has no blanks around it, so it is none. */
const NEXT = ' ';
const MOST_WORDS = 1 << 16;
let root = new Word();
let wordCount = 0;

const MOST_NAMES = 4_096;
const namesByKey = new Map<string, Names>();

function namesOf(targets: readonly string[], facts: readonly ProductFacts[]): Names {
  const products = new Map<string, { id: string; version: string }>();
  for (const { id, versions } of facts) {
    for (const version of versions.length === 0 ? [''] : versions) products.set(`${id}\n${version}`, { id, version });
  }
  const platforms = [...new Set(facts.flatMap((product) => product.platforms))];
  const key = own([...targets, '', ...platforms, '', ...products.keys()].join('\n\n'));
  let names = namesByKey.get(key);
  if (names === undefined) {
    if (namesByKey.size >= MOST_NAMES) namesByKey.clear();
    names = {
      targets: targets.map(own),
      platforms: platforms.map(own),
      products: [...products.values()].map(({ id, version }) => ({ id: own(id), version: own(version) })),
    };
    namesByKey.set(key, names);
  }
  return names;
}
