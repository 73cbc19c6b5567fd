import type { GovernedDocument } from '../../workspace/document';
import { rangeOf } from '../../workspace/diagnostic';
import { identifierRename, identifierRenameTarget } from './identifier';
import type { RenameOutcome, RenameTarget } from './outcome';
import { renamableTag, renameTag } from './tag';
import type { Task } from '../../xml/task';

export type { RenameOutcome, RenameTarget };

/** The identifier or tag name at an offset; `null` for neither. */
export function renameTarget(document: GovernedDocument, offset: number): RenameTarget | null {
  const tag = renamableTag(document.tree, offset);
  if (tag === null) return identifierRenameTarget(document, offset);
  return { start: tag.start, end: tag.end, placeholder: tag.name, acrossFiles: false };
}

/** Renames the identifier or tag name at an offset wherever it occurs. */
export function* rename(document: GovernedDocument, offset: number, newName: string): Task<RenameOutcome> {
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
