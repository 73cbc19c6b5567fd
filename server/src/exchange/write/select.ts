/** Patches and products by patterns, as the command line names them: which statements of a publication they mean. */
import type { Identity } from '../../domain/identity';
import type { Change, NamedPatch, NamedProduct, Reason } from './change';
import { isMeant, type CellName, type PatchPlace, type Publication, unreadEntry } from './publication';
import { unknownName } from './unknown';

/** A selector of patches or products: a name, or a pattern in which `*` is any text. */
interface Selector<Name> {
  /** As it was given. */
  readonly text: string;
  readonly name: Name;
  readonly isPattern: boolean;
}

export type PatchSelector = Selector<NamedPatch>;
export type ProductSelector = Selector<NamedProduct>;

/** Reads `ID` or `ID@VENDOR`. @returns `null` where a part is empty */
export function patchSelector(text: string): PatchSelector | null {
  const at = text.lastIndexOf('@');
  const [id, vendor] = at < 0 ? [text.trim()] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (id === '' || vendor === '') return null;
  return { text, name: vendor === undefined ? { id } : { id, vendor }, isPattern: text.includes('*') };
}

/** Reads `ID`, `ID;VERSION` or `ID;VERSION;PLATFORM`; an empty version or platform is any. @returns `null` for other texts */
export function productSelector(text: string): ProductSelector | null {
  const [id = '', version = '', platform = '', ...others] = text.split(';').map((part) => part.trim());
  if (id === '' || others.length > 0) return null;
  const name = { id, ...(version !== '' && { version }), ...(platform !== '' && { platform }) };
  return { text, name, isPattern: text.includes('*') };
}

/** What selectors mean in a file. */
export interface Selection {
  /** Patch and product of each statement to change, each once; those without a pattern as they were given. */
  readonly named: readonly Required<Pick<Change, 'patch' | 'product'>>[];
  /** The selectors that mean nothing in the file, and why. */
  readonly unmatched: readonly Reason[];
}

/**
 * Each of the patches with each of the products. A pair without a pattern is given as it is: a statement that is not there can be
 * added. A pattern means the statements that are there.
 */
export function select(
  publication: Publication,
  patches: readonly PatchSelector[],
  products: readonly ProductSelector[],
): Selection {
  const { identity } = publication;
  const found = patches.map((selector) => ({ selector, places: placesOf(publication, selector) }));
  const columns = [...publication.columns.values()];
  const isKnown = (selector: ProductSelector): boolean => columns.some(matcher(selector, identity));
  const unknown = [
    ...found.filter(({ places }) => places.length === 0).map(({ selector }) => unknownPatch(selector, publication)),
    ...products.filter((selector) => !isKnown(selector)).map((selector) => unknownProduct(selector, columns, identity)),
  ];
  const unread = found.flatMap(({ places }) => places.filter(({ hasUnreadEntry }) => hasUnreadEntry)).map(unreadEntry);
  // What is not read cannot be told from what is not there.
  const unmatched = unread.length > 0 ? unread : unknown;
  if (unmatched.length > 0) return { named: [], unmatched };

  const named = new Map<string, Selection['named'][number]>();
  const used = new Set<PatchSelector | ProductSelector>();
  for (const { selector: patch, places } of found) {
    for (const product of products) {
      const pairs = patch.isPattern || product.isPattern ? pairsIn(places, product, identity) : [exact(patch, product)];
      for (const [key, pair] of pairs) named.set(key, named.get(key) ?? pair);
      if (pairs.length > 0) used.add(patch).add(product);
    }
  }
  const idle = [...patches, ...products].filter((selector) => !used.has(selector));
  return { named: [...named.values()], unmatched: idle.map(({ text }) => noStatement(text)) };
}

type Pair = readonly [key: string, named: Selection['named'][number]];

function exact({ name: patch }: PatchSelector, { name: product }: ProductSelector): Pair {
  return [JSON.stringify([patch, product]), { patch, product }];
}

/** The statements about a product in patches. */
function pairsIn(places: readonly PatchPlace[], product: ProductSelector, identity: Identity): Pair[] {
  const isWanted = matcher(product, identity);
  return places.flatMap(({ key, id, vendor, products }) =>
    products.flatMap(({ cells }) =>
      cells.filter(isWanted).map((cell): Pair => {
        const patch = { id, vendor: vendor.name };
        const named = { id: cell.product, version: cell.version, platform: cell.platform };
        return [`${key}\n${cell.key}`, { patch, product: named }];
      }),
    ),
  );
}

function placesOf(publication: Publication, { name, isPattern }: PatchSelector): readonly PatchPlace[] {
  if (!isPattern) return publication.find(name);
  const { identity } = publication;
  const isVendor = name.vendor === undefined ? () => true : pattern(name.vendor, (text) => identity.vendor(text));
  const vendors = publication.vendors.filter((vendor) => isVendor(identity.vendor(vendor.name)));
  const tests = new Map(vendors.map((vendor) => [vendor, identifierPattern(name.id, vendor.name, identity)]));
  return publication.patches.filter(({ id, vendor }) => tests.get(vendor)?.(id) === true);
}

/** Whether an identifier of a vendor fits a pattern; a prefix that can be missing may be missing there: `50*` is `KB50*`. */
function identifierPattern(text: string, vendor: string, identity: Identity): (id: string) => boolean {
  const keyOf = (id: string): string => identity.patch(vendor, id);
  const prefix = /^\d/.test(text) ? keyOf('0').slice(0, -1) : '';
  const [asGiven, withPrefix] = [pattern(text, keyOf), pattern(prefix + text, keyOf)];
  return (id) => asGiven(keyOf(id)) || withPrefix(keyOf(id));
}

/** Whether a cell is one of those that a selector means. */
function matcher({ name, isPattern }: ProductSelector, identity: Identity): (cell: CellName) => boolean {
  if (!isPattern) return (cell) => isMeant(cell, name, identity);
  const { id, version = '*', platform = '*' } = name;
  const tests = [
    pattern(id, (text) => identity.product(text)),
    pattern(version, (text) => identity.version(text)),
    pattern(platform, (text) => identity.platform(text)),
  ];
  return ({ key }) => key.split('\n').every((part, index) => tests[index]!(part));
}

/** A private-use character (Unicode 23.5), which names are compared with as with a letter. */
const ANY = '\uE000';

/** Whether a key fits a pattern in which `*` is any text. @param keyOf the key of a name */
function pattern(text: string, keyOf: (name: string) => string): (key: string) => boolean {
  const [first = '', ...others] = keyOf(text.replace(/\*+/g, ANY)).split(ANY);
  const last = others.pop();
  if (last === undefined) return (key) => key === first;
  return (key) => {
    if (key.length < first.length + last.length || !key.startsWith(first) || !key.endsWith(last)) return false;
    // The first place of each part leaves most room for the others, so that no other has to be tried.
    let at = first.length;
    for (const part of others) {
      const place = key.indexOf(part, at);
      if (place < 0) return false;
      at = place + part.length;
    }
    return at <= key.length - last.length;
  };
}

function unknownPatch({ text, name }: PatchSelector, { patches }: Publication): Reason {
  const ids = patches.map(({ id, vendor }) => (name.vendor === undefined ? id : `${id}@${vendor.name}`));
  return unknownName('patch', text, [...new Set(ids)]);
}

/** Names the versions and platforms of a product that the file has in others. */
function unknownProduct({ text, name }: ProductSelector, columns: readonly CellName[], identity: Identity): Reason {
  const same = columns.filter((cell) => isMeant(cell, { id: name.id }, identity)).map(joinedName);
  return unknownName('product', text, same.length > 0 ? same : [...new Set(columns.map(({ product }) => product))]);
}

function joinedName({ product, version, platform }: CellName): string {
  return [product, version, platform].join(';').replace(/;+$/, '');
}

function noStatement(text: string): Reason {
  const message = 'No statement fits "{0}". A pattern means only statements that are there.';
  return { kind: 'unknown', message, args: [text] };
}
