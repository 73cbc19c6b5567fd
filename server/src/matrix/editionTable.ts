/**
 * Which files of a matrix speak: the latest edition of each publication. A later edition replaces the earlier one whole; where
 * the order is in doubt, or the latest edition is invalid, the earlier one speaks, too.
 */
import { addTo } from '../domain/multimap';
import { instantOf } from '../domain/dateTime';
import { latestEditions, publicationsOf, type Publication, type PublicationSource } from '../domain/publications';
import type { Vocabulary } from '../domain/vocabulary';
import { supplierColumns, type SupplierColumns } from './columns';
import type { VendorDigest } from './digest';
import { mostFrequent, patchKey } from './names';
import type { Note } from './notes';
import type { MatrixSource, Source } from './sources';

/** A file as a part of its publication. */
export interface EditionStatus {
  readonly supplier: SupplierColumns;
  readonly isOwner: boolean;
  readonly isValid: boolean;
  /** Number of the publication. */
  readonly publication: number;
  /** The identifier of the publication as a reader knows it: the document identifier, else the supplier and a date. */
  readonly publicationName: string;
  /** The place among the editions of the publication, from 1. */
  readonly edition: number;
  /** Whether its statements hold, if no other publication has a newer one. */
  readonly speaks: boolean;
  /** The time of publication in milliseconds since 1970; `null` where it is missing or cannot be read. */
  readonly publishedAt: number | null;
}

/** Which files are editions of which publication. */
export interface Editions {
  /** By index of the source; missing for files that are left out. */
  readonly statuses: readonly EditionStatus[];
  /** By number: the sources that can be the latest edition. */
  readonly publications: readonly { readonly speakers: readonly number[] }[];
}

/** The editions of all files, and what is in doubt about them. */
export interface EditionTable extends Editions {
  /** Those of the valid files only; `null` where all are valid. */
  readonly valid: Editions | null;
  readonly notes: readonly Note[];
}

/** The patches of a publication as they are compared. */
const patchSets = new WeakMap<readonly VendorDigest[], ReadonlySet<string>>();

/** The patches of a publication as they are compared; memoised with its digests. */
export function patchesIn(vendors: readonly VendorDigest[], vocabulary: Vocabulary): ReadonlySet<string> {
  let known = patchSets.get(vendors);
  if (known === undefined) {
    const keys = vendors.flatMap(({ vendor, patches }) =>
      patches.flatMap(({ id }) => (id === '' ? [] : [patchKey(vendor, id, vocabulary)])),
    );
    patchSets.set(vendors, (known = new Set(keys)));
  }
  return known;
}

/** A source as {@link publicationsOf} takes it. */
export interface Member extends PublicationSource {
  readonly index: number;
  readonly given: MatrixSource;
}

export function memberOf(given: MatrixSource, index: number, vocabulary: Vocabulary): Member {
  const { supplier, published, documentId, version } = given.source;
  const patches = (): ReadonlySet<string> => patchesIn(given.vendors, vocabulary);
  return { supplier, published, documentId, documentVersion: version, patches, index, given };
}

/** @param given the files; one of which nothing is shown has no say, but has a place in the table */
export function editionTable(given: readonly MatrixSource[], vocabulary: Vocabulary): EditionTable {
  const { members, copies } = withoutCopies(given.map((source, index) => memberOf(source, index, vocabulary)));
  const spelling = usualSpellings(given, vocabulary);
  const all = publicationsOf(members, vocabulary.identity);
  const editions = editionsOf(all, copies, vocabulary, spelling);
  const isAllValid = given.every(({ source }) => source.isValid);
  const valid = isAllValid ? [] : members.filter((member) => member.given.source.isValid);
  const notes = [...copies].map(([copy, original]) => copyNote(copy.given.source, original.given.source));
  for (const publication of all) notes.push(...doubtNotes(publication));
  notes.push(...apartNotes(all.filter(({ editions: [first] }) => !first!.given.source.isOwner)));
  return {
    ...editions,
    valid: isAllValid ? null : editionsOf(publicationsOf(valid, vocabulary.identity), NO_COPIES, vocabulary, spelling),
    notes,
  };
}

const NO_COPIES: ReadonlyMap<Member, Member> = new Map();

function editionsOf(
  publications: readonly Publication<Member>[],
  copies: ReadonlyMap<Member, Member>,
  vocabulary: Vocabulary,
  spelling: (supplier: string) => string,
): Editions {
  const statuses: EditionStatus[] = [];
  const found = publications.map((publication, number) => {
    const { editions } = publication;
    const speaking = latestEditions(publication);
    const [first] = editions;
    for (const [place, member] of editions.entries()) {
      const { source } = member.given;
      statuses[member.index] = {
        supplier: supplierColumns(vocabulary, spelling(source.supplier), source.path),
        isOwner: source.isOwner,
        isValid: source.isValid,
        publication: number,
        publicationName: source.documentId || [first!.supplier, first!.published].filter(Boolean).join(' '),
        edition: place + 1,
        speaks: speaking.has(member),
        publishedAt: instantOf(source.published),
      };
    }
    return { speakers: editions.filter((member) => speaking.has(member)).map(({ index }) => index) };
  });
  for (const [copy, original] of copies) statuses[copy.index] = { ...statuses[original.index]!, speaks: false };
  return { statuses, publications: found };
}

/** The spelling of a supplier that most files have; of equally frequent ones, the first. */
function usualSpellings(given: readonly MatrixSource[], { identity }: Vocabulary): (supplier: string) => string {
  const names = given.map(({ source }) => source.supplier);
  const byKey = new Map<string, string[]>();
  for (const name of names) addTo(byKey, identity.supplier(name), name);
  return (supplier) => mostFrequent(byKey.get(identity.supplier(supplier)) ?? [supplier]);
}

/** Files with the same content say the same: only the first one counts. */
function withoutCopies(all: readonly Member[]): { members: Member[]; copies: ReadonlyMap<Member, Member> } {
  const byHead = new Map<string, { readonly first: Member; byContent: Map<string, Member> | null }>();
  const copies = new Map<Member, Member>();
  const members = all.filter((member) => {
    const { supplier, published, documentId, documentVersion } = member;
    if (member.given.vendors.length === 0) return true;
    const head = JSON.stringify([supplier, published, documentId, documentVersion, member.given.source.isOwner]);
    const same = byHead.get(head);
    if (same === undefined) {
      byHead.set(head, { first: member, byContent: null });
      return true;
    }
    // Few files have the same head: only their contents are compared.
    same.byContent ??= new Map([[contentOf(same.first), same.first]]);
    const content = contentOf(member);
    const original = same.byContent.get(content);
    if (original === undefined) same.byContent.set(content, member);
    else copies.set(member, original);
    return original === undefined;
  });
  return { members, copies };
}

function contentOf({ given }: Member): string {
  return JSON.stringify(given.vendors);
}

/** Doubts of a publication that have a note each; there can be as many as the square of its editions. */
const MAX_DOUBTS = 20;

function doubtNotes(publication: Publication<Member>): Note[] {
  const speaking = latestEditions(publication);
  // Among editions that are replaced anyway, the order does not matter.
  const doubts = publication.doubts.filter(({ a, b }) => speaking.has(a) && speaking.has(b));
  const notes = doubts.slice(0, MAX_DOUBTS).flatMap(({ a, b, doubt }): Note[] => {
    const [earlier, later] = [a.given.source, b.given.source];
    const note = { kind: 'ambiguous-edition', path: later.path, isFailure: true } as const;
    switch (doubt) {
      case 'contradiction':
        return [
          {
            ...note,
            message:
              'This edition has a higher version than {0}, but an earlier date. Where the two differ, the more cautious statement is shown. Correct the version or the date.',
            args: [earlier.path],
          },
        ];
      case 'equal':
        return [
          {
            ...note,
            message:
              'This edition has the same version and date as {0}, but other contents. Where the two differ, the more cautious statement is shown. Give the later one a higher version.',
            args: [earlier.path],
          },
        ];
      case 'unreadable':
        return [
          {
            ...note,
            message:
              'It is unknown whether this edition is later than {0}: the dates "{1}" and "{2}" cannot be compared. Where the two differ, the more cautious statement is shown. Correct the date, or give both a version.',
            args: [earlier.path, later.published, earlier.published],
          },
        ];
    }
  });
  const more = doubts.length - notes.length;
  if (more === 0) return notes;
  const { path } = doubts[MAX_DOUBTS]!.b.given.source;
  const message = 'The order of this and other editions is in doubt, too: {0} more pairs of the same publication.';
  return [...notes, { kind: 'ambiguous-edition', message, args: [String(more)], path, isFailure: true }];
}

/** Publications of one supplier without document identifiers: they could be editions of one. */
function apartNotes(publications: readonly Publication<Member>[]): Note[] {
  const bySupplier = new Map<string, Publication<Member>[]>();
  for (const publication of publications) {
    if (publication.id !== null || publication.supplier === '') continue;
    addTo(bySupplier, publication.supplier, publication);
  }
  return [...bySupplier.values()].flatMap((apart): Note[] => {
    if (apart.length < 2) return [];
    const { supplier, path } = apart[0]!.editions[0]!.given.source;
    return [
      {
        kind: 'ambiguous-edition',
        message:
          '{0} files of {1} have no document identifier and few patches in common. They are taken as {0} publications, none of which replaces another. A document identifier in each file makes this clear.',
        args: [String(apart.length), supplier],
        path,
        isFailure: false,
      },
    ];
  });
}

function copyNote({ path }: Source, original: Source): Note {
  return {
    kind: 'left-out',
    message: 'The same edition with the same contents as {0}: counted once.',
    args: [original.path],
    path,
    isFailure: false,
  };
}

/** Whether the tables of the valid files are equal. */
export function isSameValid(a: EditionTable, b: EditionTable): boolean {
  if (a.valid === null || b.valid === null) return a.valid === b.valid;
  return isSameEditions(a.valid, b.valid);
}

/** Whether the same files are the same editions. */
export function isSameEditions(a: Editions, b: Editions): boolean {
  if (a.statuses.length !== b.statuses.length) return false;
  if (JSON.stringify(a.publications) !== JSON.stringify(b.publications)) return false;
  return Array.from(a.statuses).every((status: EditionStatus | undefined, index) => {
    const other = b.statuses[index];
    return status === undefined || other === undefined ? status === other : isSameStatus(status, other);
  });
}

/** Whether a file has the same place in two tables. */
export function isSameStatus(a: EditionStatus, b: EditionStatus): boolean {
  return (
    a.supplier === b.supplier &&
    a.isOwner === b.isOwner &&
    a.isValid === b.isValid &&
    a.publication === b.publication &&
    a.publicationName === b.publicationName &&
    a.edition === b.edition &&
    a.speaks === b.speaks &&
    a.publishedAt === b.publishedAt
  );
}
