/** Links to open in a browser: addresses, and identifiers for which the profile has a link pattern. Nothing is fetched. */
import type { Field, Range } from '../domain/field';
import { IncrementalCollector } from '../domain/incrementalCollector';
import { useOf, type IdentifierKind } from '../domain/identifiers/kinds';
import { EntryMemo, ListMemo } from '../domain/memo';
import { publicationOf, type Entry } from '../domain/model';
import type { FieldRole } from '../domain/roles';
import type { GovernedDocument } from '../workspace/document';
import { isExpressionFault, readExpression } from '../domain/pattern/expression';
import { matchWhole, type Meter, type Program } from '../domain/pattern/machine';
import type { LinkPattern, Profile } from '../domain/profile';
import { wholeCharacters } from '../xml/escape';
import { forEachChild, type SyntaxNode } from '../xml/nodes';
import { advanceOver, positionFrom, positionsIn, type Position } from '../xml/tree';

export interface Link {
  readonly start: Position;
  readonly end: Position;
  /** An http or https address. */
  readonly target: string;
}

/** Links that follow one another. */
export interface LinkGroup {
  /** From the start of the document. */
  readonly start: Position;
  /** Their positions count from `start`. The same array as long as the part of the document with the links is the same, wherever it starts. */
  readonly links: readonly Link[];
}

/** Links at positions in the document. */
export function placedLinks({ start: from, links }: LinkGroup): Link[] {
  return links.map(({ start, end, target }) => {
    return { start: positionFrom(from, start), end: positionFrom(from, end), target };
  });
}

const ADDRESSES: ReadonlySet<FieldRole> = new Set(['url', 'information-url', 'download-url']);

/** The first `limit` links of a document: those of the publication, then those of its vendors and patches in document order. */
export function links({ tree, vocabulary }: GovernedDocument, limit: number): LinkGroup[] {
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (publication === null) return [];
  const { entry, at } = publication;
  const groups: LinkGroup[] = [];
  let left = limit;
  const add = (entry: Entry, start: Position): void => {
    for (const { result, start: within } of inParts.of(entry)) {
      if (left === 0) return;
      if (result.length === 0) continue;
      const found = result.length > left ? result.slice(0, left) : result;
      groups.push({ start: positionFrom(start, within), links: found });
      left -= found.length;
    }
  };
  const start = tree.positionAt(at);
  add(entry, start);
  const vendors = entry.entries('patch-vendor');
  const starts = positionsIn(
    entry.node,
    vendors.map((vendor) => vendor.at),
  );
  for (const [index, vendor] of vendors.entries()) add(vendor.entry, positionFrom(start, starts[index]!));
  return groups;
}

/** The links in the fields and patches of a list node. */
const inParts = new ListMemo<readonly Link[]>((parent, node) => {
  const found: Link[] = [];
  const place = { line: 0, character: 0 };
  forEachChild(node, 0, (child) => {
    const field = parent.fieldOf(child, 0);
    const entry = parent.container === 'patch-vendor' ? (parent as Entry<'patch-vendor'>).child('patch', child) : null;
    const own = field !== null ? placed(linkIn(field, parent), child) : entry !== null ? inPatch.of(entry) : NO_LINKS;
    for (const { start, end, target } of own)
      found.push({ start: positionFrom(place, start), end: positionFrom(place, end), target });
    advanceOver(child, place);
  });
  return found;
});

const NO_LINKS: readonly Link[] = [];

const inPatch = new EntryMemo<Entry<'patch'>, readonly Link[]>((patch) => {
  const found: Target[] = [];
  patch.forEachField((field) => found.push(...linkIn(field, patch)));
  found.push(...inProducts.fromChildren(patch));
  return placed(
    found.sort((a, b) => a.start - b.start),
    patch.node,
  );
});

/** A patch can have thousands of products. */
const inProducts = new IncrementalCollector<Target>(
  (product) => {
    const found: Target[] = [];
    product.forEachField((field) => found.push(...linkIn(field, product)));
    return found;
  },
  ({ start, end, target }, by) => ({ start: start + by, end: end + by, target }),
);

/** A value that is a link. */
interface Target extends Range {
  readonly target: string;
}

function linkIn(field: Field, entry: Entry): readonly Target[] {
  const target = targetOf(field, entry);
  return target === null ? NO_TARGETS : [{ ...field.range, target }];
}

const NO_TARGETS: readonly Target[] = [];

/** Links at positions in a node, in document order. */
function placed(targets: readonly Target[], node: SyntaxNode): readonly Link[] {
  if (targets.length === 0) return NO_LINKS;
  const positions = positionsIn(
    node,
    targets.flatMap(({ start, end }) => [start, end]),
  );
  return targets.map(({ target }, index) => ({ start: positions[2 * index]!, end: positions[2 * index + 1]!, target }));
}

/** The link of a value: a web address, or that of a link pattern of the profile; `null` for none. */
export function targetOf({ role, value }: Field, { container, vocabulary }: Entry): string | null {
  if (ADDRESSES.has(role)) return webAddress(value);
  const use = useOf(container, role);
  // A reference to a patch has none: its definition in the file says more.
  if (use === undefined || value === '' || (use.kind === 'patch' && !use.defines)) return null;
  return linkOf(use.kind, value, vocabulary.profile);
}

/** Only http and https: the text of a document is not trusted, and a click must open nothing but a browser. */
function webAddress(value: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).href;
}

/** A link pattern of the profile, compiled. */
interface Matcher extends LinkPattern {
  readonly whole: Program;
}

const matchers = new WeakMap<Profile, readonly Matcher[]>();

function matchersOf(profile: Profile): readonly Matcher[] {
  let known = matchers.get(profile);
  if (known === undefined) {
    known = (profile.links ?? []).flatMap((link) => {
      const whole = readExpression(link.pattern);
      // A profile with such an expression is refused when it is read.
      return isExpressionFault(whole) ? [] : [{ ...link, whole }];
    });
    matchers.set(profile, known);
  }
  return known;
}

/** Longer identifiers have no links: an address could not hold them. In UTF-16 units. */
const MAX_LINKED_LENGTH = 500;

/** The link of an identifier by the first pattern of the profile that matches it; `null` for none. */
export function linkOf(kind: IdentifierKind, value: string, profile: Profile, meter?: Meter): string | null {
  if (value.length > MAX_LINKED_LENGTH) return null;
  for (const link of matchersOf(profile)) {
    const groups = link.kind === kind ? matchWhole(link.whole, value, meter) : null;
    if (groups === null) continue;
    const parts = [value, ...groups];
    return link.target.replace(/\{(\d)\}/g, (_, group) =>
      encodeURIComponent(wholeCharacters(parts[Number(group)] ?? '')),
    );
  }
  return null;
}
