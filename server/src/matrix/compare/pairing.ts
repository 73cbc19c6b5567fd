/**
 * Which publications of the older files have an edition among the newer files. Only these can lose a patch: a supplier who
 * publishes one file a month does not repeat those of the months before.
 */
import { addTo } from '../../domain/multimap';
import { compareEditions } from '../../domain/editions';
import { publicationsOf } from '../../domain/publications';
import type { Vocabulary } from '../../domain/vocabulary';
import { memberOf, type Member } from '../editionTable';
import type { Note } from '../notes';
import type { MatrixSource } from '../sources';

export interface Pairing {
  /** By index of the older source: whether the newer files have an edition of its publication. */
  readonly isContinued: readonly boolean[];
  /** How many of the newer files belong to a supplier that the older files have, too. */
  readonly paired: number;
  /** Equal for equal pairings. */
  readonly key: string;
  readonly notes: readonly Note[];
}

/** Pairs older with newer files. */
export function pairingOf(
  older: readonly MatrixSource[],
  newer: readonly MatrixSource[],
  vocabulary: Vocabulary,
): Pairing {
  const membersOf = (all: readonly MatrixSource[]): Member[] =>
    all.map((given, index) => memberOf(given, index, vocabulary)).filter(({ given }) => isRead(given));
  const [before, after] = [membersOf(older), membersOf(newer)];
  const isNewer = new Set(after);
  const isContinued = older.map(() => false);
  const notes: Note[] = [];
  for (const { editions } of publicationsOf([...before, ...after], vocabulary.identity)) {
    const [old, now] = [editions.filter((one) => !isNewer.has(one)), editions.filter((one) => isNewer.has(one))];
    if (now.length === 0) continue;
    for (const { index } of old) isContinued[index] = true;
    const [last, latest] = [old.at(-1), now.at(-1)!];
    if (last !== undefined && compareEditions(last, latest).order > 0) notes.push(reversedNote(last, latest));
  }
  notes.push(
    ...notRepeatedNotes(
      before.filter(({ index }) => !isContinued[index]),
      after,
      vocabulary,
    ),
  );
  const suppliers = (members: readonly Member[]): ReadonlyMap<string, Member> =>
    new Map(members.map((member) => [vocabulary.identity.supplier(member.supplier), member]));
  const [olderSuppliers, newerSuppliers] = [suppliers(before), suppliers(after)];
  for (const [key, { supplier, given }] of newerSuppliers) {
    if (!olderSuppliers.has(key)) notes.push(newSupplierNote(supplier, given));
  }
  for (const [key, { supplier, given }] of olderSuppliers) {
    if (!newerSuppliers.has(key)) notes.push(missingSupplierNote(supplier, given));
  }
  const paired = [...newerSuppliers.keys()].filter((key) => olderSuppliers.has(key)).length;
  return { isContinued, paired, key: isContinued.map(Number).join(''), notes };
}

/** A file of which nothing is shown has neither supplier nor patches. */
function isRead({ source, vendors }: MatrixSource): boolean {
  return vendors.length > 0 || source.supplier !== '';
}

function reversedNote({ given: { source: older } }: Member, { given: { source: newer } }: Member): Note {
  return {
    kind: 'unpaired',
    message: 'This file is given as the newer one, but is an earlier edition than {0}. Were the two sides exchanged?',
    args: [older.path],
    path: newer.path,
    isFailure: false,
  };
}

/** A supplier who publishes one file a month, or who has changed the document identifier. */
function notRepeatedNotes(apart: readonly Member[], after: readonly Member[], { identity }: Vocabulary): Note[] {
  const bySupplier = new Map<string, Member[]>();
  for (const member of apart) addTo(bySupplier, identity.supplier(member.supplier), member);
  return [...bySupplier].flatMap(([key, members]): Note[] => {
    if (!after.some(({ supplier }) => identity.supplier(supplier) === key)) return [];
    return [
      {
        kind: 'unpaired',
        message:
          'The newer files of "{0}" are other publications than {1}: what they do not repeat is not counted as removed. Editions of one publication have the same document identifier.',
        args: [members[0]!.supplier, members.map(({ given }) => given.source.path).join(', ')],
        isFailure: false,
      },
    ];
  });
}

function newSupplierNote(supplier: string, { source }: MatrixSource): Note {
  return {
    kind: 'unpaired',
    message: 'The older files have no publication of "{0}": nothing of it is compared.',
    args: [supplier],
    path: source.path,
    isFailure: false,
  };
}

function missingSupplierNote(supplier: string, { source }: MatrixSource): Note {
  return {
    kind: 'unpaired',
    message: 'The newer files have no publication of "{0}": nothing of it is compared.',
    args: [supplier],
    path: source.path,
    isFailure: false,
  };
}
