import { publicationOf, type Entry, type PlacedEntry } from '../../domain/model';
import { CONTAINERS, type Container } from '../../domain/roles';
import { NodeFlag, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { GovernedDocument } from '../../workspace/document';
import type { Refusal } from '../support/elementName';
import { sortableGroups } from './blocks';
import { compareKeys, keyOf, SORTED, type KeyValue, type SortKey } from './keys';
import type { Task } from '../../xml/task';
import { unbalancedIn } from '../../xml/wellFormedness';

export type { SortKey };

/** The edits and the number of entries that they move, or the reason for a refusal. */
export type SortOutcome = { readonly edits: readonly TextEdit[]; readonly moved: number } | Refusal;

export interface SortOptions {
  readonly descending: boolean;
  /** Sorts only the siblings of the entry at this offset; `null`: all. */
  readonly offset: number | null;
}

/** How many entries are read between two yields. */
const ENTRIES_PER_STEP = 64;

/**
 * Sorts patches within their vendors, or products within their patches; entries with equal keys keep their order. An entry
 * moves with its comments, see `blocks.ts`; the whitespace between entries stays.
 */
export function* sortEntries(
  { tree, vocabulary }: GovernedDocument,
  by: SortKey,
  { descending, offset }: SortOptions,
): Task<SortOutcome> {
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (!publication) return { refused: 'Nothing to sort: this is not a VPC file.', args: [] };
  // Where an element without end tag ends depends on what follows it.
  if (unbalancedIn(tree.content) > 0 || ((tree.content?.flags ?? 0) & NodeFlag.Fragile) !== 0) {
    return {
      refused: 'Nothing was sorted: a tag is missing or not closed. Fix the XML problems first.',
      args: [],
    };
  }
  const edits: TextEdit[] = [];
  const { entry, within } = SORTED[by];
  for (const parent of parentsIn(publication, within, offset)) {
    const read = (child: ElementNode): Entry | null =>
      (parent.entry as Entry<'patch'>).child(entry as 'product', child);
    for (const group of sortableGroups(parent.entry.node, (child) => read(child) !== null)) {
      const keys: KeyValue[] = [];
      for (const { node } of group) {
        keys.push(keyOf(read(node)!, by));
        if (keys.length % ENTRIES_PER_STEP === 0) yield;
      }
      const order = group.map((_, index) => index).sort((a, b) => compareKeys(keys[a]!, keys[b]!, descending) || a - b);
      for (const [place, index] of order.entries()) {
        if (place === index) continue;
        const [to, from] = [group[place]!, group[index]!];
        const text = tree.slice(parent.at + from.start, parent.at + from.end);
        edits.push({ start: parent.at + to.start, end: parent.at + to.end, text });
      }
      yield;
    }
  }
  return { edits, moved: edits.length };
}

/** All entries of a container, or only those around an offset; offsets count from the document's start. */
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
