/** What may be opened in a browser: addresses, and identifiers of which the profile knows who tells more. Nothing is fetched. */
import type { Fact, Range } from '../vpc/fact';
import { Gathering } from '../vpc/gather';
import { useOf } from '../vpc/identifiers/kinds';
import { linkOf } from '../vpc/identifiers/links';
import { publicationOf, type Entry } from '../vpc/model';
import { isInnermost, type FactRole } from '../vpc/roles';
import type { GovernedDocument } from './document';

/** A text that leads somewhere. */
export interface Link extends Range {
  /** An http or https address. */
  readonly target: string;
}

const ADDRESSES: ReadonlySet<FactRole> = new Set(['url', 'information-url', 'download-url']);

/**
 * The links of a document, in document order.
 * @param limit how many at most
 */
export function links({ tree, vocabulary }: GovernedDocument, limit: number): Link[] {
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (publication === null) return [];
  const { entry, at } = publication;
  return linksIn(entry)
    .slice(0, limit)
    .map((link) => shifted(link, at));
}

const remembered = new WeakMap<Entry, readonly Link[]>();
const inEntries = new Gathering<Link>((entry) => linksIn(entry), shifted);

/** The links in an entry; places count from its element's start. */
function linksIn(entry: Entry): readonly Link[] {
  const known = remembered.get(entry);
  if (known !== undefined) return known;
  const found: Link[] = [];
  entry.forEachFact((fact) => {
    const target = targetOf(fact, entry);
    if (target !== null) found.push({ ...fact.range, target });
  });
  const all = [...found, ...inEntries.below(entry)].sort((a, b) => a.start - b.start);
  if (!isInnermost(entry.container)) remembered.set(entry, all);
  return all;
}

/** Where a value leads: a web address, or one where the profile knows that somebody tells more of it; `null` for nowhere. */
export function targetOf({ role, value }: Fact, { container, vocabulary }: Entry): string | null {
  if (ADDRESSES.has(role)) return webAddress(value);
  const use = useOf(container, role);
  // A reference to a patch leads to the patch in the file, where there is more to read about it.
  if (use === undefined || value === '' || (use.kind === 'patch' && !use.defines)) return null;
  return linkOf(use.kind, value, vocabulary.profile);
}

/** Nothing else than the web may be opened by a click on what somebody else has written. */
function webAddress(value: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).href;
}

function shifted({ start, end, target }: Link, by: number): Link {
  return { start: start + by, end: end + by, target };
}
