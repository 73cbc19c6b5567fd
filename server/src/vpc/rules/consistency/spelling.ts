import { shiftedRange, type Fact, type Range } from '../../fact';
import { escapeText } from '../../escape';
import { publicationOf, type Entry } from '../../model';
import { Conclusion, indexed } from '../conclusion';
import { patchAt, vendorAt, vendorsIn, type PatchIndex, type VendorDigest } from '../digest';
import type { Names } from '../naming';
import { edited } from '../fixes';
import { productDraft, publicationExample, vendorExample } from '../examples';
import { Reading } from '../reading';
import type { Finding, Rule } from '../rule';

/** What has names that people write by hand. */
const KINDS = ['vendor-id', 'product-id', 'platform', 'target'] as const;
type Kind = (typeof KINDS)[number];

interface Spelling {
  readonly kind: Kind;
  readonly rare: string;
  readonly usual: string;
  /** The patches that write it so; vendors stand for themselves. */
  readonly rareIn: readonly PatchIndex[];
  readonly usualIn: PatchIndex;
}

/** vpc/spelling: one thing has one name. */
export const spelling: Rule = {
  id: 'vpc/spelling',
  title: 'A name is spelled the same way everywhere',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    two: '"{0}" is written "{1}" elsewhere in this file. Tools take them for two things, and the matrix gets a row or a column too many: write it the same way everywhere.',
    usual: 'Here it is written so.',
  },
  docs: {
    what: 'Names of patch vendors, products, platforms and targets that differ in capitals, blanks and punctuation only must be written in one way. The way that more patches have is taken for the right one. There is one finding for each other way.',
    why: 'Readers look for one name. What stands under the other one is not found, and counts twice.',
    todo: 'Write one of the two everywhere. A fix does it. If they are different things, give them names that people can tell apart, or switch the rule off here.',
  },
  examples: {
    valid: [vendorExample('two versions', [{ product: [productDraft({ platform: ['Windows 10', 'Windows 11'] })] }])],
    invalid: [
      vendorExample('a product with a hyphen and without', [
        { 'patch-id': 'KB1', product: [productDraft({ 'product-id': 'Northwind Batch' })] },
        { 'patch-id': 'KB2', product: [productDraft({ 'product-id': 'Northwind-Batch' })] },
      ]),
      publicationExample('a vendor in two ways', {
        'patch-vendor': [{ 'vendor-id': 'Microsoft' }, { 'vendor-id': 'MicroSoft' }],
      }),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const found of spellings.from(vendorsIn(publication))) {
      const [range] = rangesOf(publication, found.kind, found.rare, found.rareIn.slice(0, 1));
      const [usual] = rangesOf(publication, found.kind, found.usual, [found.usualIn]);
      if (range === undefined || usual === undefined) continue;
      const related = [{ message: 'usual', args: [], range: usual }];
      yield { message: 'two', args: [found.rare, found.usual], range, related };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    const [rare, usual] = problem.args;
    if (publication === null || rare === undefined || usual === undefined) return [];
    const { entry, at } = publication;
    const text = escapeText(usual);
    const edits = spellings
      .from(vendorsIn(entry))
      .filter((found) => found.rare === rare && found.usual === usual)
      .flatMap((found) => rangesOf(entry, found.kind, rare, found.rareIn))
      .map(({ start, end }) => ({ start: at + start, end: at + end, text }));
    return edits.length === 0 ? [] : [edited('Write "{0}" everywhere', [usual], false, edits)];
  },
};

/** Where a name stands in some patches; counts from the publication's start. */
function rangesOf(
  publication: Entry<'publication'>,
  kind: Kind,
  name: string,
  patches: readonly PatchIndex[],
): Range[] {
  return patches.flatMap((index) => {
    if (kind === 'vendor-id') {
      const { entry, at } = vendorAt(publication, index.vendor);
      return rangesIn(new Reading(entry).facts('vendor-id'), name, at);
    }
    const { entry, at } = patchAt(publication, index);
    if (kind === 'target') return rangesIn(entry.facts('target'), name, at);
    return entry.entries('product').flatMap((product) => rangesIn(product.entry.facts(kind), name, at + product.at));
  });
}

function rangesIn(facts: readonly Fact[], name: string, at: number): Range[] {
  return facts.filter(({ value }) => value === name).map(({ range }) => shiftedRange(range, at));
}

/** How often a name is written so, and one of the patches that do. */
interface Use {
  count: number;
  readonly first: PatchIndex;
}
type Uses = Map<string, Use>;

const spellings = new Conclusion<readonly Spelling[]>(
  (a, b) => a.names === b.names,
  (vendors) => KINDS.flatMap((kind) => differing(kind, usesOf(kind, vendors), vendors)),
);

/** The names of a kind in the order in which they come first. */
function usesOf(kind: Kind, vendors: readonly VendorDigest[]): Uses {
  const uses: Uses = new Map<string, Use>();
  const use = (name: string, first: PatchIndex, count: number): void => {
    const known = uses.get(name);
    if (known === undefined) uses.set(name, { count, first });
    else known.count += count;
  };
  if (kind === 'vendor-id') {
    vendors.forEach(({ id }, vendor) => {
      if (id !== '') use(id, { vendor, patch: 0 }, 1);
    });
  } else {
    for (const [names, { first, count }] of groupsIn(vendors))
      for (const name of namedIn(names)[kind]) use(name, first, count);
  }
  return uses;
}

const groups = new WeakMap<readonly VendorDigest[], ReadonlyMap<Names, Use>>();

/** How many patches name the same: hundreds do. */
function groupsIn(vendors: readonly VendorDigest[]): ReadonlyMap<Names, Use> {
  const known = groups.get(vendors);
  if (known !== undefined) return known;
  const found = new Map<Names, Use>();
  for (const { digest, index } of indexed(vendors)) {
    const group = found.get(digest.names);
    if (group === undefined) found.set(digest.names, { count: 1, first: index });
    else group.count++;
  }
  groups.set(vendors, found);
  return found;
}

/** The patches that write a name so; vendors stand for themselves. */
function placesOf(kind: Kind, name: string, vendors: readonly VendorDigest[]): PatchIndex[] {
  if (kind === 'vendor-id') return vendors.flatMap(({ id }, vendor) => (id === name ? [{ vendor, patch: 0 }] : []));
  const found: PatchIndex[] = [];
  for (const { digest, index } of indexed(vendors)) if (namedIn(digest.names)[kind].has(name)) found.push(index);
  return found;
}

const namedByNames = new WeakMap<Names, Readonly<Record<Exclude<Kind, 'vendor-id'>, ReadonlySet<string>>>>();

function namedIn(names: Names) {
  let named = namedByNames.get(names);
  if (named === undefined) {
    const products = new Set(names.products.map(({ id }) => id).filter((id) => id !== ''));
    named = { 'product-id': products, platform: new Set(names.platforms), target: new Set(names.targets) };
    namedByNames.set(names, named);
  }
  return named;
}

function differing(kind: Kind, uses: Uses, vendors: readonly VendorDigest[]): Spelling[] {
  const alike = new Map<string, string[]>();
  for (const name of uses.keys()) {
    const key = plain(name);
    alike.set(key, [...(alike.get(key) ?? []), name]);
  }
  return [...alike.values()].flatMap((names) => {
    if (names.length < 2) return [];
    const [usual, ...others] = names.sort((a, b) => uses.get(b)!.count - uses.get(a)!.count);
    const usualIn = uses.get(usual!)!.first;
    return others.map((rare) => ({ kind, rare, usual: usual!, rareIn: placesOf(kind, rare, vendors), usualIn }));
  });
}

/** Without what people write differently; `+` and `#` name things, and between digits any mark tells numbers apart. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .replace(/(?<!\d) | (?!\d)/g, '');
}
