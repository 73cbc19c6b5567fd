import { escapeText } from '../../vpc/escape';
import type { Identifier } from '../../vpc/identifiers/identifiers';
import { meantAlike, namingOf, type Naming } from '../../vpc/identifiers/meaning';
import { hasIllegalCharacter } from '../../xml/characters';
import type { GovernedDocument } from '../document';
import { identifierAt, identifiersOf, namingsMeant, placesMeantInSteps } from '../meant';
import type { RenameOutcome, RenameTarget } from './outcome';

/** The identifier at an offset. */
export function identifierRenameTarget(document: GovernedDocument, offset: number): RenameTarget | null {
  const found = identifierAt(document, offset);
  return found && { start: found.start, end: found.end, placeholder: found.value, acrossFiles: true };
}

/**
 * Renames the identifier at an offset wherever the same is meant, in the document and in the other files of the workspace.
 * Yields now and then.
 * @returns `null` where no identifier stands there
 */
export function* identifierRename(
  document: GovernedDocument,
  offset: number,
  newName: string,
): Generator<void, RenameOutcome | null, undefined> {
  const asked = identifierAt(document, offset);
  if (asked === null) return null;
  const value = newName.trim();
  const refusal = textRefusal(value) ?? (value === asked.value ? null : yield* collision(document, asked, value));
  if (refusal !== null) return { kind: 'refused', ...refusal };
  if (value === asked.value) return { kind: 'edits', edits: [] };
  const text = escapeText(value);
  const places = yield* placesMeantInSteps(document, asked);
  return { kind: 'edits', edits: places.map(({ uri, range }) => ({ uri, range, text })) };
}

type Refusal = Pick<Extract<RenameOutcome, { kind: 'refused' }>, 'message' | 'args'>;

function textRefusal(value: string): Refusal | null {
  if (value === '') return { message: 'An identifier cannot be empty.', args: [] };
  if (/[\t\r\n]/.test(value) || hasIllegalCharacter(value)) {
    return { message: 'An identifier is one line of characters that XML allows.', args: [] };
  }
  return null;
}

/** Two things that are told apart by their identifiers must not become one; names that are merely mentioned may. */
function* collision(
  document: GovernedDocument,
  asked: Identifier,
  value: string,
): Generator<void, Refusal | null, undefined> {
  const { kind } = asked;
  if (kind !== 'patch' && kind !== 'product' && kind !== 'vendor') return null;
  // What is renamed belongs where its definition stands, which may be another vendor than that of a reference to it.
  const { supplier, vendor } = (yield* namingsMeant(document, asked)).find(({ defines }) => defines) ?? namingOf(asked);
  const wanted: Naming = { ...namingOf(asked), supplier, vendor, value, defines: true };
  const own = Array.from(identifiersOf(document)?.named(kind, value) ?? [], namingOf);
  const others = (document.elsewhere?.files ?? []).map((file): readonly Naming[] => file.named(kind, value));
  const taken = meantAlike(wanted, [own, ...others])
    .flat()
    .some(({ defines }) => defines);
  if (!taken) return null;
  switch (kind) {
    case 'patch':
      return {
        message:
          '{0} has a patch "{1}" already. Two patches of a vendor cannot share an identifier; choose another one.',
        args: [vendor, value],
      };
    case 'product':
      return {
        message:
          'There is a product "{0}" already, and results of the two could not be told apart; choose another name.',
        args: [value],
      };
    case 'vendor':
      return { message: 'There is a patch vendor "{0}" already; choose another name.', args: [value] };
  }
}
