import { escapeText } from '../../xml/escape';
import type { Identifier } from '../../domain/identifiers/identifiers';
import { sameSymbol, symbolOccurrenceOf, type SymbolOccurrence } from '../../domain/identifiers/symbols';
import { identifierKey } from '../../domain/identifiers/keys';
import { hasIllegalCharacter } from '../../xml/characters';
import type { GovernedDocument } from '../../workspace/document';
import { identifierAt, identifiersOf, findSymbolOccurrences, findOccurrences } from '../occurrences';
import type { RenameOutcome, RenameTarget } from './outcome';
import type { Task } from '../../xml/task';

/** The identifier at an offset; `null` for none. */
export function identifierRenameTarget(document: GovernedDocument, offset: number): RenameTarget | null {
  const found = identifierAt(document, offset);
  return found && { start: found.start, end: found.end, placeholder: found.value, acrossFiles: true };
}

/** Renames the symbol at an offset in the document and in the other files of the workspace; `null` where there is none. */
export function* identifierRename(
  document: GovernedDocument,
  offset: number,
  newName: string,
): Task<RenameOutcome | null> {
  const identifier = identifierAt(document, offset);
  if (identifier === null) return null;
  const value = newName.trim();
  const refusal = textRefusal(value) ?? (yield* collision(document, identifier, value));
  if (refusal !== null) return { kind: 'refused', ...refusal };
  const text = escapeText(value);
  const occurrences = yield* findOccurrences(document, identifier);
  // Also occurrences with another spelling are renamed; one that has the new name is not edited.
  const others = occurrences.filter((occurrence) => occurrence.value !== value);
  return { kind: 'edits', edits: others.map(({ uri, range }) => ({ uri, range, text })) };
}

type Refusal = Pick<Extract<RenameOutcome, { kind: 'refused' }>, 'message' | 'args'>;

function textRefusal(value: string): Refusal | null {
  if (value === '') return { message: 'An identifier cannot be empty.', args: [] };
  if (/[\t\r\n]/.test(value) || hasIllegalCharacter(value)) {
    return { message: 'An identifier must be a single line of characters that XML allows.', args: [] };
  }
  return null;
}

/** Two patches, products or vendors must not become one; platforms, vulnerabilities and the like can. */
function* collision(document: GovernedDocument, identifier: Identifier, value: string): Task<Refusal | null> {
  const { kind } = identifier;
  if (kind !== 'patch' && kind !== 'product' && kind !== 'vendor') return null;
  const identifiers = identifiersOf(document);
  if (identifiers === null) return null;
  // A patch belongs to the vendor of its definition, which can be another one than that of a reference to it.
  const occurrences = yield* findSymbolOccurrences(document, identifier);
  const { supplier, vendor } = occurrences.find(({ defines }) => defines) ?? symbolOccurrenceOf(identifier);
  // Another spelling of the same name takes no other symbol's name.
  const key = (name: string): string => identifierKey(identifiers.identity, { kind, value: name, vendor });
  if (key(value) === key(identifier.value)) return null;
  const renamed: SymbolOccurrence = { ...symbolOccurrenceOf(identifier), supplier, vendor, value, defines: true };
  const own = Array.from(identifiers.named(kind, value, vendor), symbolOccurrenceOf);
  const others = (document.otherPublications?.files ?? []).map((file): readonly SymbolOccurrence[] =>
    file.named(kind, value, vendor),
  );
  const isTaken = sameSymbol(renamed, [own, ...others], identifiers.identity)
    .flat()
    .some(({ defines }) => defines);
  if (!isTaken) return null;
  switch (kind) {
    case 'patch':
      return {
        message:
          '{0} already has a patch "{1}". Patch identifiers must be unique within a patch vendor: choose another one.',
        args: [vendor, value],
      };
    case 'product':
      return {
        message:
          'A product "{0}" already exists, and the statements on the two could not be told apart. Choose another name.',
        args: [value],
      };
    case 'vendor':
      return { message: 'A patch vendor "{0}" already exists. Choose another name.', args: [value] };
  }
}
