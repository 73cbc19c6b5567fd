import type { CancellationToken } from 'vscode-languageserver';
import { sortEntries } from '../../service/sort/sort';
import { inSlices } from '../paced';
import { SORT_ENTRIES, type SortEntriesParams, type SortEntriesResult } from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';
import { textEdits } from './convert';

const NOTHING: SortEntriesResult = { edits: [], moved: 0, refused: null };

/** `vpc/sortEntries` */
export function registerSort(session: Session): void {
  const { connection, runtime, documents, localize } = session;
  connection.onRequest(SORT_ENTRIES, (params: SortEntriesParams, token: CancellationToken) => {
    const { uri, by, descending = false, position } = params;
    return answer<SortEntriesResult>(session, 'Sorting', uri, NOTHING, token, async (document, open) => {
      const { tree } = document;
      const offset = position === undefined ? null : tree.offsetAt(position);
      const isWanted = (): boolean => documents.get(uri) === open && !token.isCancellationRequested;
      const done = await inSlices(runtime, sortEntries(document, by, { descending, offset }), isWanted);
      if (done === null) return NOTHING;
      const { result } = done;
      if ('refused' in result) return { ...NOTHING, refused: localize(result.refused, ...result.args) };
      return { edits: textEdits(result.edits, tree), moved: result.moved, refused: null };
    });
  });
}
