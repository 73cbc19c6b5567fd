import { publicationOf, type Entry, type PlacedEntry } from '../../vpc/model';
import { CONTAINERS, type Container } from '../../vpc/roles';
import { NodeFlag, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import { unbalancedIn } from '../balance';
import type { GovernedDocument } from '../document';
import type { Refusal } from '../xmlNames';
import { runsOf } from './blocks';
import { compareKeys, keyOf, SORTED, type KeyValue, type SortKey } from './keys';

export type { SortKey };

/** What changes, and how many entries stand in another place then; or why nothing can be sorted. */
export type Sorting = { readonly edits: readonly TextEdit[]; readonly moved: number } | Refusal;

export interface SortOptions {
  readonly descending: boolean;
  /** Only the siblings of the entry at this place are sorted; `null`: all. */
  readonly offset: number | null;
}

/** So many entries are read between two turns of the caller. */
const STEP = 64;

/**
 * Sorts patches within their vendors, or products within their patches; entries that are alike keep their order. An entry
 * moves with its comments, see `blocks.ts`; the blanks between entries stay. Yields now and then.
 */
export function* sortEntries(
  { tree, vocabulary }: GovernedDocument,
  by: SortKey,
  { descending, offset }: SortOptions,
): Generator<void, Sorting, undefined> {
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (!publication) return { refused: 'There is nothing to sort: this is no VPC file.', args: [] };
  // Where an element ends that lacks its end tag depends on what stands behind it.
  if (unbalancedIn(tree.content) > 0 || ((tree.content?.flags ?? 0) & NodeFlag.Fragile) !== 0) {
    return {
      refused: 'Nothing was sorted: a tag is missing or not closed. Mend what the XML problems say first.',
      args: [],
    };
  }
  const edits: TextEdit[] = [];
  const { entry, within } = SORTED[by];
  for (const parent of parentsIn(publication, within, offset)) {
    const read = (child: ElementNode): Entry | null =>
      (parent.entry as Entry<'patch'>).child(entry as 'product', child);
    for (const run of runsOf(parent.entry.node, (child) => read(child) !== null)) {
      const keys: KeyValue[] = [];
      for (const { node } of run) {
        keys.push(keyOf(read(node)!, by));
        if (keys.length % STEP === 0) yield;
      }
      const order = run.map((_, index) => index).sort((a, b) => compareKeys(keys[a]!, keys[b]!, descending) || a - b);
      for (const [place, index] of order.entries()) {
        if (place === index) continue;
        const [to, from] = [run[place]!, run[index]!];
        const text = tree.slice(parent.at + from.start, parent.at + from.end);
        edits.push({ start: parent.at + to.start, end: parent.at + to.end, text });
      }
      yield;
    }
  }
  return { edits, moved: edits.length };
}

/** All entries of a container, or the one that an offset stands in; places count from the document's start. */
function parentsIn(publication: PlacedEntry, container: Container, offset: number | null): PlacedEntry[] {
  let level: PlacedEntry[] = [publication];
  for (const inner of CONTAINERS.slice(1, CONTAINERS.indexOf(container) + 1)) {
    level = level.flatMap(({ entry, at }) =>
      (entry as Entry<'patch'>)
        .entries(inner as 'product')
        .map((child) => ({ entry: child.entry, at: at + child.at }))
        .filter((child) => offset === null || (child.at <= offset && offset <= child.at + child.entry.node.width)),
    );
  }
  return level;
}
