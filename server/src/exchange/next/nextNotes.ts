/** Notes about the next edition: what was added, updated, superseded and dropped, and what became doubtful. */
import { instantOf } from '../../domain/dateTime';
import { addTo } from '../../domain/multimap';
import { english } from '../../xml/problem';
import type { ImportProblem, ImportArg } from '../problem';
import { reasonText, type NotDone } from '../write/change';
import type { PatchPlace } from '../write/publication';
import type { AddedPatch, Superseded } from './dropped';
import type { NextEdition } from './result';
import type { News, PatchUpdate } from './updates';

/** How many names a note lists. */
const MAX_NAMES = 10;

/** Notes about patches that are updated, with the number of patches and their names. */
const NEWS: readonly (readonly [News | 'products' | 'doubtful', string])[] = [
  ['revised', 'Patches revised: {0}: {1}.'],
  ['severity', 'Severity changed: {0}: {1}.'],
  ['vulnerability', 'Vulnerabilities added: {0}: {1}.'],
  ['bulletin', 'Advisories added: {0}: {1}.'],
  ['supersedes', 'Supersedence added: {0}: {1}.'],
  ['target', 'Target products added: {0}: {1}.'],
  ['download-url', 'Download links added: {0}: {1}.'],
  ['products', 'Patches listed for more products, not tested: {0}: {1}.'],
  ['doubtful', 'Patches revised after states of theirs; check whether these still hold: {0}: {1}.'],
];

export class NextNotes {
  readonly problems: ImportProblem[] = [];
  private readonly news = new Map<News | 'products' | 'doubtful', string[]>();

  tell(message: string, ...args: string[]): void {
    this.note('info', message, args);
  }

  doubt(message: string, ...args: string[]): void {
    this.note('warning', message, args);
  }

  add(...problems: readonly ImportProblem[]): void {
    this.problems.push(...problems);
  }

  /** An edition that cannot be made. */
  refused(message: string, ...args: string[]): NextEdition {
    this.note('error', message, args);
    return { edits: null, fileName: null, problems: this.problems };
  }

  /** Changes that cannot be written into the edition, each reason once. */
  notWritten(notDone: readonly NotDone[]): NextEdition {
    const reasons = new Map(notDone.map(({ reason }) => [reasonText(reason, english), reason]));
    for (const { message, args, cause } of reasons.values()) {
      this.note('error', message, cause === undefined ? args : [...args, [cause]]);
    }
    return { edits: null, fileName: null, problems: this.problems };
  }

  products(onlyListed: readonly string[], onlyInEdition: readonly string[]): void {
    if (onlyListed.length > 0) {
      const message = 'New products, listed only under the patches that are added: {0}.';
      this.tell(message, names(onlyListed));
    }
    if (onlyInEdition.length > 0) {
      const message = 'Products that the list does not have, not listed under the patches that are added: {0}.';
      this.doubt(message, names(onlyInEdition));
    }
  }

  added(patches: readonly AddedPatch[]): void {
    if (patches.length === 0) return;
    this.tell('Patches added: {0}: {1}.', String(patches.length), names(patches.map(({ id }) => id)));
    const without = patches.filter(({ products }) => products.size === 0).map(({ id }) => id);
    if (without.length > 0) {
      const message = 'Patches that concern no product: {0}: {1}.';
      this.tell(message, String(without.length), names(without));
    }
  }

  /** Notes what is new about a patch, for {@link allUpdated}. @param products how many products it is newly listed for */
  updated({ id, products: places }: PatchPlace, news: PatchUpdate['news'], products: number): void {
    for (const [kind, text] of Object.entries(news) as [News, string][]) addTo(this.news, kind, `${id} (${text})`);
    if (products > 0) addTo(this.news, 'products', `${id} (${products})`);
    const revised = instantOf(`${news.revised ?? ''}T00:00:00Z`);
    if (revised === null) return;
    const before = places.filter(({ entry }) => (instantOf(entry.value('state-date') ?? '') ?? Infinity) < revised);
    const doubtful = before.reduce((sum, { cells }) => sum + cells.length, 0);
    if (doubtful > 0) addTo(this.news, 'doubtful', `${id} (${doubtful})`);
  }

  allUpdated(): void {
    for (const [kind, message] of NEWS) {
      const found = this.news.get(kind) ?? [];
      if (found.length === 0) continue;
      this.note(kind === 'doubtful' ? 'warning' : 'info', message, [String(found.length), names(found)]);
    }
  }

  /** @param pairs of a patch and the one that supersedes it */
  superseded(pairs: readonly (readonly [string, string])[]): void {
    if (pairs.length === 0) return;
    const texts = pairs.map(([id, by]) => `${id} (${by})`);
    this.tell('Patches marked as superseded: {0}: {1}.', String(pairs.length), names(texts));
  }

  droppedForAge(places: readonly PatchPlace[], months: number): void {
    if (places.length === 0) return;
    const ids = places.map(({ id }) => id);
    const message = 'Patches dropped, released more than {0} months before: {1}: {2}.';
    this.tell(message, String(months), String(places.length), names(ids));
  }

  droppedSuperseded({ dropped, kept }: Superseded): void {
    const texts = (all: readonly { readonly place: PatchPlace; readonly by: readonly string[] }[]): string =>
      names(all.map(({ place, by }) => (by.length === 0 ? place.id : `${place.id} (${by.join(', ')})`)));
    if (dropped.length > 0) {
      this.tell('Superseded patches dropped: {0}: {1}.', String(dropped.length), texts(dropped));
    }
    const untested = dropped.filter((each) => each.untested > 0);
    if (untested.length > 0) {
      const message = 'Patches dropped that can be installed, while their replacement is not tested yet: {0}: {1}.';
      this.doubt(message, String(untested.length), texts(untested));
    }
    if (kept.length > 0) {
      const message =
        'Superseded patches kept, because a product has no replacement that is listed and not refused: {0}: {1}.';
      this.doubt(message, String(kept.length), texts(kept));
    }
  }

  private note(severity: ImportProblem['severity'], message: string, args: readonly ImportArg[]): void {
    this.problems.push({ severity, file: 'edition', line: null, message, args });
  }
}

function names(all: readonly string[]): string {
  return [...all.slice(0, MAX_NAMES), ...(all.length > MAX_NAMES ? ['…'] : [])].join(', ');
}
