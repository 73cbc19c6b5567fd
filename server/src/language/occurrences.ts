/** All occurrences of a symbol: the basis of definition, references, highlights and rename. */
import { patchRecord, type PatchRecord } from '../domain/identifiers/records';
import { Identifiers, type Identifier } from '../domain/identifiers/identifiers';
import { sameSymbol, symbolOccurrenceOf, type SymbolOccurrence } from '../domain/identifiers/symbols';
import type { GovernedDocument } from '../workspace/document';
import { rangeOf, type Range } from '../workspace/diagnostic';
import { resumable, runToCompletion, type Task } from '../xml/task';

/** An occurrence of a symbol in the document or in another file of the workspace. */
export interface Occurrence extends SymbolOccurrence {
  /** `null`: the document itself. */
  readonly uri: string | null;
  readonly range: Range;
}

/** The identifiers of a document; `null` where the vocabulary does not recognise it. */
export function identifiersOf({ tree, vocabulary }: GovernedDocument): Identifiers | null {
  return vocabulary && Identifiers.in(tree, vocabulary);
}

/** The identifier at an offset; `null` where there is none. */
export function identifierAt(document: GovernedDocument, offset: number): Identifier | null {
  return identifiersOf(document)?.at(offset) ?? null;
}

/** An occurrence whose range, where it is in the document itself, is not computed before it is needed. */
type UnplacedOccurrence = SymbolOccurrence &
  ({ readonly uri: null; readonly found: Identifier } | { readonly uri: string; readonly range: Range });

/** All occurrences of the symbol that an identifier names, itself included: first those in the document, in its order. */
export function* findSymbolOccurrences(
  document: GovernedDocument,
  identifier: Identifier,
): Task<readonly UnplacedOccurrence[]> {
  const { kind, value } = identifier;
  const identifiers = identifiersOf(document);
  const asked = symbolOccurrenceOf(identifier);
  yield* resumable(() => identifiers?.read());
  const own: UnplacedOccurrence[] = [];
  for (const found of identifiers?.named(kind, value, asked.vendor) ?? []) {
    own.push({ ...symbolOccurrenceOf(found), uri: null, found });
    yield;
  }
  const files: (readonly UnplacedOccurrence[])[] = [own];
  for (const file of document.otherPublications?.files ?? []) {
    const named = file.named(kind, value, asked.vendor);
    if (named.length > 0) files.push(named);
    yield;
  }
  return identifiers === null ? [] : sameSymbol(asked, files, identifiers.identity).flat();
}

function* placed(occurrences: readonly UnplacedOccurrence[], { tree }: GovernedDocument): Task<Occurrence[]> {
  const result: Occurrence[] = [];
  for (const occurrence of occurrences) {
    if (occurrence.uri !== null) result.push(occurrence);
    else {
      const { found, ...symbol } = occurrence;
      result.push({ ...symbol, range: rangeOf(tree, found) });
    }
    yield;
  }
  return result;
}

/** {@link findSymbolOccurrences} with ranges. */
export function* findOccurrences(document: GovernedDocument, identifier: Identifier): Task<Occurrence[]> {
  return yield* placed(yield* findSymbolOccurrences(document, identifier), document);
}

/**
 * The definitions of a symbol: of a patch, the entries with its title and products, in the document or, where it has none, in
 * other files; of any other symbol its first occurrence. Empty where no file defines it.
 */
export function* findDefinitions(document: GovernedDocument, identifier: Identifier): Task<Occurrence[]> {
  const defined = (yield* findSymbolOccurrences(document, identifier)).filter(({ defines }) => defines);
  const own = defined.filter(({ uri }) => uri === null);
  const nearest = own.length > 0 ? own : defined;
  return yield* placed(identifier.kind === 'patch' ? nearest : nearest.slice(0, 1), document);
}

/** The patch that an identifier names, as the document or else another file describes it; `null` for none. */
export function patchOf(document: GovernedDocument, identifier: Identifier): PatchRecord | null {
  const occurrences = runToCompletion(findSymbolOccurrences(document, identifier));
  const defined = occurrences.filter(({ kind, defines }) => kind === 'patch' && defines);
  const definition = defined.find(({ uri }) => uri === null) ?? defined[0];
  if (definition === undefined) return null;
  if (definition.uri === null) {
    const { patch } = definition.found;
    return patch && patchRecord(patch.entry);
  }
  const { uri, value, vendor } = definition;
  const found = document.otherPublications?.patchesNamed(value, vendor) ?? [];
  return found.find((patch) => patch.uri === uri && patch.vendor === vendor) ?? null;
}

/**
 * The references to a symbol.
 * @param withDefinitions also its definitions; every occurrence of a symbol other than a patch counts as a reference
 */
export function* findReferences(
  document: GovernedDocument,
  identifier: Identifier,
  withDefinitions: boolean,
): Task<Occurrence[]> {
  const occurrences = yield* findSymbolOccurrences(document, identifier);
  const isWanted = ({ defines }: UnplacedOccurrence): boolean =>
    withDefinitions || identifier.kind !== 'patch' || !defines;
  return yield* placed(occurrences.filter(isWanted), document);
}
