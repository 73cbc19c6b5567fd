/** What is told about the next edition: what was added, updated, superseded and dropped, and what became doubtful. */
import { instantOf } from '../../domain/dateTime';
import { english } from '../../xml/problem';
import type { ImportProblem } from '../problem';
import { reasonText, type NotDone } from '../write/change';
import type { PatchPlace } from '../write/publication';
import type { AddedPatch, Superseded } from './dropped';
import type { NextEdition } from './nextEdition';
import type { PatchUpdate } from './updates';

/** How many names a note lists. */
const MAX_NAMES = 10;

export class NextNotes {
  readonly problems: ImportProblem[] = [];

  info(message: string, ...args: string[]): void {
    this.note('info', message, args);
  }

  warn(message: string, ...args: string[]): void {
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

  /** Changes that cannot be written into the edition. */
  notWritten(notDone: readonly NotDone[]): NextEdition {
    const texts = new Set(notDone.map(({ reason }) => reasonText(reason, english)));
    for (const text of texts) this.note('error', '{0}', [text]);
    return { edits: null, fileName: null, problems: this.problems };
  }

  products(onlyListed: readonly string[], onlyInEdition: readonly string[]): void {
    if (onlyListed.length > 0) {
      const message = 'New products, listed only under the patches that are added: {0}.';
      this.info(message, names(onlyListed));
    }
    if (onlyInEdition.length > 0) {
      const message = 'Products that the list does not have, not listed under the patches that are added: {0}.';
      this.warn(message, names(onlyInEdition));
    }
  }

  added(patches: readonly AddedPatch[]): void {
    if (patches.length === 0) return;
    this.info('Patches added: {0}: {1}.', String(patches.length), names(patches.map(({ id }) => id)));
    const without = patches.filter(({ products }) => products.size === 0).map(({ id }) => id);
    if (without.length > 0) {
      const message = 'Patches that concern no product: {0}: {1}.';
      this.info(message, String(without.length), names(without));
    }
  }

  /** @param products how many products it is newly listed for @param revised when it was revised */
  updated(
    { id, products: places }: PatchPlace,
    words: PatchUpdate['words'],
    products: number,
    revised: string | null,
  ): void {
    if (words.length === 0) return;
    this.info('{0} updated: {1}.', id, words.map(({ message, args }) => english(message, ...args)).join('; '));
    if (products > 0) this.info('{0} is listed for {1} more products, not tested.', id, String(products));
    const at = instantOf(revised ?? '');
    if (at === null) return;
    const before = places.filter(({ entry }) => (instantOf(entry.value('state-date') ?? '') ?? Infinity) < at);
    const doubtful = before.reduce((sum, { cells }) => sum + cells.length, 0);
    if (doubtful === 0) return;
    const message = '{0} was revised on {1}, after {2} of its states: check whether they still hold.';
    this.warn(message, id, revised!.slice(0, 'yyyy-mm-dd'.length), String(doubtful));
  }

  /** @param pairs of a patch and the one that supersedes it */
  superseded(pairs: readonly (readonly [string, string])[]): void {
    if (pairs.length === 0) return;
    const texts = pairs.map(([id, by]) => `${id} (${by})`);
    this.info('Patches marked as superseded: {0}: {1}.', String(pairs.length), names(texts));
  }

  droppedForAge(places: readonly PatchPlace[], months: number): void {
    if (places.length === 0) return;
    const ids = places.map(({ id }) => id);
    const message = 'Patches dropped, released more than {0} months before: {1}: {2}.';
    this.info(message, String(months), String(places.length), names(ids));
  }

  droppedSuperseded({ dropped, kept }: Superseded): void {
    const texts = (all: readonly { readonly place: PatchPlace; readonly by: readonly string[] }[]): string =>
      names(all.map(({ place, by }) => (by.length === 0 ? place.id : `${place.id} (${by.join(', ')})`)));
    if (dropped.length > 0) {
      this.info('Superseded patches dropped: {0}: {1}.', String(dropped.length), texts(dropped));
    }
    const untested = dropped.filter((each) => each.untested > 0);
    if (untested.length > 0) {
      const message = 'Patches dropped that can be installed, while their replacement is not tested yet: {0}: {1}.';
      this.warn(message, String(untested.length), texts(untested));
    }
    if (kept.length > 0) {
      const message =
        'Superseded patches kept, because a product has no replacement that is listed and not refused: {0}: {1}.';
      this.warn(message, String(kept.length), texts(kept));
    }
  }

  private note(severity: ImportProblem['severity'], message: string, args: readonly string[]): void {
    this.problems.push({ severity, file: 'edition', line: null, message, args });
  }
}

function names(all: readonly string[]): string {
  return [...all.slice(0, MAX_NAMES), ...(all.length > MAX_NAMES ? ['…'] : [])].join(', ');
}
