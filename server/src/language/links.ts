/** Links to open in a browser: addresses, and identifiers for which the profile has a link pattern. Nothing is fetched. */
import type { Field, Range } from '../domain/field';
import { IncrementalCollector } from '../domain/incrementalCollector';
import { useOf, type IdentifierKind } from '../domain/identifiers/kinds';
import { publicationOf, type Entry } from '../domain/model';
import { isInnermost, type FieldRole } from '../domain/roles';
import type { GovernedDocument } from '../workspace/document';
import { isExpressionFault, readExpression } from '../domain/pattern/expression';
import { matchWhole, type Meter, type Program } from '../domain/pattern/machine';
import type { LinkPattern, Profile } from '../domain/profile';
import { wholeCharacters } from '../xml/escape';

/** A range of the document with its link. */
export interface Link extends Range {
  /** An http or https address. */
  readonly target: string;
}

const ADDRESSES: ReadonlySet<FieldRole> = new Set(['url', 'information-url', 'download-url']);

/** The first `limit` links of a document, in document order. */
export function links({ tree, vocabulary }: GovernedDocument, limit: number): Link[] {
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (publication === null) return [];
  const { entry, at } = publication;
  return linksIn(entry)
    .slice(0, limit)
    .map((link) => shifted(link, at));
}

const memo = new WeakMap<Entry, readonly Link[]>();
const inEntries = new IncrementalCollector<Link>((entry) => linksIn(entry), shifted);

/** The links in an entry; offsets from its element's start. */
function linksIn(entry: Entry): readonly Link[] {
  const known = memo.get(entry);
  if (known !== undefined) return known;
  const found: Link[] = [];
  entry.forEachField((fact) => {
    const target = targetOf(fact, entry);
    if (target !== null) found.push({ ...fact.range, target });
  });
  const all = [...found, ...inEntries.fromChildren(entry)].sort((a, b) => a.start - b.start);
  if (!isInnermost(entry.container)) memo.set(entry, all);
  return all;
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

function shifted({ start, end, target }: Link, by: number): Link {
  return { start: start + by, end: end + by, target };
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
