import { finished } from '../xml/pause';
import type { GovernedDocument } from './document';
import { rangeOf } from './findings';
import { identifierRename, identifierRenameTarget } from './rename/identifier';
import type { RenameOutcome, RenameTarget } from './rename/outcome';
import { renamableTag, renameTag } from './rename/tag';

export type { RenameOutcome, RenameTarget };

/** What would be renamed at an offset: an identifier, or the name in a tag; `null` where nothing there can be. */
export function renameTarget(document: GovernedDocument, offset: number): RenameTarget | null {
  const tag = renamableTag(document.tree, offset);
  if (tag === null) return identifierRenameTarget(document, offset);
  return { start: tag.start, end: tag.end, placeholder: tag.name, acrossFiles: false };
}

/** Renames what stands at an offset everywhere it is meant. */
export function rename(document: GovernedDocument, offset: number, newName: string): RenameOutcome {
  return finished(renameInSteps(document, offset, newName));
}

/** The same for whoever lets others have their turn. */
export function* renameInSteps(
  document: GovernedDocument,
  offset: number,
  newName: string,
): Generator<void, RenameOutcome, undefined> {
  return (
    tagRename(document, offset, newName) ??
    (yield* identifierRename(document, offset, newName)) ?? {
      kind: 'refused',
      message: 'Nothing here can be renamed.',
      args: [],
    }
  );
}

function tagRename({ tree }: GovernedDocument, offset: number, newName: string): RenameOutcome | null {
  const renamed = renameTag(tree, offset, newName);
  if (renamed === null) return null;
  if ('refused' in renamed) return { kind: 'refused', message: renamed.refused, args: renamed.args };
  const edits = renamed.edits.map((edit) => ({ uri: null, range: rangeOf(tree, edit), text: edit.text }));
  return { kind: 'edits', edits };
}
