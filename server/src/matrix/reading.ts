/**
 * Reads a file for the matrix. Only what is well-formed is read: half a file would look like a whole one. What is invalid is
 * read and noted; it can only make a cell worse.
 */
import { MAX_COMBINATIONS } from '../domain/identifiers/keys';
import { publicationOf, type PlacedEntry } from '../domain/model';
import type { Vocabulary } from '../domain/vocabulary';
import type { GovernedDocument } from '../workspace/document';
import { rootElement } from '../xml/locate';
import type { Problem } from '../xml/problem';
import { endTagOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { validate } from '../xsd';
import { isUnread } from './digest';
import type { Note } from './notes';
import { sourceOf, type MatrixSource, type Source } from './sources';

/** A file as the caller knows it. */
export interface FileIdentity extends Pick<Source, 'name' | 'path' | 'isOwner'> {
  /** Problems of the encoding. */
  readonly encoding?: readonly Problem[];
}

/** What was read of a file. */
export interface ReadPublication {
  /** `null` where nothing of the file is shown; a note tells why. */
  readonly given: MatrixSource | null;
  readonly notes: readonly Note[];
  /** The publication in its document, of which the source does not keep the tree; `null` where nothing is shown. */
  readonly publication: PlacedEntry<'publication'> | null;
}

/**
 * Reads a document with its schema. Calls `yieldPoint`, so that it can be made a task by `resumable`.
 * @param vocabulary that of the matrix, where it differs from the document's (other aliases)
 */
export function readPublication(
  document: GovernedDocument,
  { name, path, isOwner, encoding = [] }: FileIdentity,
  vocabulary: Vocabulary | null = document.vocabulary,
): ReadPublication {
  const { tree, schema } = document;
  const misread = encodingNote(encoding, path, tree);
  const refused = misread ?? structureNote(tree, path);
  const publication = vocabulary && publicationOf(tree, vocabulary);
  const owner = isOwner ? ({ isOwner } as const) : {};
  if (refused !== null) {
    return nothingRead({ ...refused, ...owner, supplier: supplierIn(publication, misread !== null) });
  }
  if (publication === null) return nothingRead(foreignNote(path));
  const problems = schema === null ? [] : validate(tree, schema).filter(({ severity }) => severity === 'error');
  const given = sourceOf(publication, name, { path, isOwner, isValid: problems.length === 0 });
  const limit = limitNote(given, publication, path, tree);
  if (limit !== null) return nothingRead({ ...limit, ...owner, supplier: supplierIn(publication, false) });
  const notes: Note[] = [];
  if (problems.length > 0) notes.push(invalidNote(problems, path, tree));
  const unnamed = unnamedIn(given);
  if (unnamed > 0) notes.push(unnamedNote(unnamed, path));
  return { given, notes, publication };
}

/** What is read of a file of which nothing is shown. @param note why */
export function nothingRead(note: Note): ReadPublication {
  return { given: null, notes: [note], publication: null };
}

/** Characters that nearly all encodings write with the same bytes. */
const ASCII = /^[\x20-\x7e]+$/;

/**
 * The supplier that a broken file names before its patches; `undefined` where that is not certain.
 * @param isMisread whether the encoding of the file is in doubt
 */
function supplierIn(publication: PlacedEntry<'publication'> | null, isMisread: boolean): string | undefined {
  const fields = publication?.entry.headFields() ?? [];
  const [first, ...others] = fields.filter(({ role, value }) => role === 'supplier' && value !== '');
  const isCertain = first !== undefined && others.length === 0 && !first.isBroken;
  return isCertain && (!isMisread || ASCII.test(first.value)) ? first.value : undefined;
}

/** A note on a file that could not be read at all. @param reason English, or already translated */
export function unreadableNote(path: string, reason: string): Note {
  return { kind: 'unreadable', message: 'Cannot be read: {0}', args: [reason], path, isFailure: true };
}

function encodingNote(problems: readonly Problem[], path: string, tree: XmlTree): Note | null {
  const [first] = problems.filter(({ severity }) => severity === 'error');
  if (first === undefined) return null;
  return {
    kind: 'undecodable',
    message: 'Nothing of this file is shown: its bytes do not fit its encoding. Line {0}: {1}',
    args: [lineOf(first, tree)],
    cause: first,
    path,
    isFailure: true,
  };
}

function structureNote(tree: XmlTree, path: string): Note | null {
  const problems = wellFormednessProblems(tree).filter(({ severity }) => severity === 'error');
  const [first] = problems;
  if (first === undefined) return null;
  if (isCutOff(tree, problems)) {
    const message =
      'Nothing of this file is shown: it is cut off. It ends in line {0}, inside an element. Get the complete file.';
    const line = String(tree.positionAt(tree.length).line + 1);
    return { kind: 'truncated', message, args: [line], path, isFailure: true };
  }
  return {
    kind: 'ill-formed',
    message: 'Nothing of this file is shown: it is not well-formed XML. Line {0}: {1}',
    args: [lineOf(first, tree)],
    cause: first,
    path,
    isFailure: true,
  };
}

/** Whether the text ends in the root element: it has no end tag, or the last tag is unfinished. */
function isCutOff(tree: XmlTree, problems: readonly Problem[]): boolean {
  const root = rootElement(tree);
  if (root === null) return false;
  if (endTagOf(root.node).kind === 'MissingEndTag') return true;
  return problems.some(({ code, end }) => code.startsWith('xml/unfinished') && end >= tree.length);
}

function foreignNote(path: string): Note {
  const message = 'Not a VPC file: the root element is another. Nothing of it is shown.';
  return { kind: 'skipped', message, args: [], path, isFailure: false };
}

function invalidNote(problems: readonly Problem[], path: string, tree: XmlTree): Note {
  const [first] = problems;
  return {
    kind: 'invalid',
    message:
      problems.length === 1
        ? 'This file has a schema error. Where it disagrees with another file, the more cautious statement is shown. Line {0}: {1}'
        : 'This file has {2} schema errors. Where it disagrees with another file, the more cautious statement is shown. Line {0}: {1}',
    args: [lineOf(first!, tree), '', String(problems.length)],
    cause: first!,
    path,
    isFailure: false,
  };
}

/**
 * The most statements of one file: versions times platforms, summed up. The largest real ones have some ten thousand; a million
 * takes about a gigabyte.
 */
const MAX_STATEMENTS = 1_000_000;

/** The note on a file with more statements than can be shown; `null` for others. Without some of them, its answers would be wrong. */
function limitNote(
  { vendors }: MatrixSource,
  { entry, at }: PlacedEntry<'publication'>,
  path: string,
  tree: XmlTree,
): Note | null {
  const note = { kind: 'limit', path, isFailure: true } as const;
  let statements = 0;
  for (const [vendor, { patches }] of vendors.entries()) {
    for (const [patch, { products, unread }] of patches.entries()) {
      statements += products.length;
      if (unread === 0) continue;
      const place = at + unreadAt(entry, vendor, patch);
      const message =
        'Nothing of this file is shown: a statement is for more than {1} combinations of version and platform. Divide it. Line {0}';
      const line = String(tree.positionAt(place).line + 1);
      return { ...note, message, args: [line, String(MAX_COMBINATIONS)] };
    }
  }
  if (statements <= MAX_STATEMENTS) return null;
  const message =
    'Nothing of this file is shown: its statements are for {0} combinations of patch, product, version and platform; the limit is {1}. Divide the file.';
  return { ...note, message, args: [String(statements), String(MAX_STATEMENTS)] };
}

/** The offset of the first statement that was not read, from the start of the publication. */
function unreadAt(publication: PlacedEntry<'publication'>['entry'], vendor: number, patch: number): number {
  const outer = publication.entries('patch-vendor')[vendor]!;
  const { entry, at } = outer.entry.entries('patch')[patch]!;
  const product = entry.entries('product').find((found) => isUnread(found.entry))!;
  return outer.at + at + product.at;
}

/** How many statements name no patch or no product. */
function unnamedIn({ vendors }: MatrixSource): number {
  let count = 0;
  for (const { patches } of vendors) {
    for (const { id, products } of patches) {
      if (id === '') count += Math.max(1, products.length);
      else count += products.filter(({ product }) => product === '').length;
    }
  }
  return count;
}

function unnamedNote(count: number, path: string): Note {
  return {
    kind: 'invalid',
    message: 'Statements that name no patch or no product: {0}. They cannot be compared with others.',
    args: [String(count)],
    path,
    isFailure: true,
  };
}

function lineOf({ start }: Problem, tree: XmlTree): string {
  return String(tree.positionAt(start).line + 1);
}
