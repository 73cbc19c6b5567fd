/** The protocol's own requests that edit a selection or the whole document: `vpc/surround` and `vpc/sortEntries`. */
import type { CancellationToken, Range } from 'vscode-languageserver';
import type { LanguageService } from '../../language/languageService';
import type { GovernedDocument, SurroundOutcome } from '../../language/types';
import { rangeOf } from '../../workspace/diagnostic';
import { reparse } from '../../xml/reparse';
import {
  SURROUND,
  type SurroundParams,
  type SurroundResult,
  SORT_ENTRIES,
  type SortEntriesParams,
  type SortEntriesResult,
} from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';
import { textEdits } from './convert';
import { runForDocument } from '../timeSlicing';

const NOT_SURROUNDED: SurroundResult = { edits: [], selections: [], refused: null };

/** `vpc/surround` */
export function registerSurround(session: Session): void {
  const { connection, service, localize } = session;
  connection.onRequest(SURROUND, (params: SurroundParams, token: CancellationToken) =>
    answer<SurroundResult>(session, 'Surrounding', params.uri, NOT_SURROUNDED, token, (document) => {
      const result = surrounding(service, document, params);
      if ('refused' in result) return { ...NOT_SURROUNDED, refused: localize(result.refused, ...result.args) };
      return {
        edits: textEdits(result.edits, document.tree),
        selections: selectionsAfter(result, document),
        refused: null,
      };
    }),
  );
}

function surrounding(
  service: LanguageService,
  document: GovernedDocument,
  { range, kind, name }: SurroundParams,
): SurroundOutcome {
  const { tree } = document;
  const selected = { start: tree.offsetAt(range.start), end: tree.offsetAt(range.end) };
  switch (kind) {
    case 'element':
      return service.surroundWithElement(document, selected, name);
    case 'comment':
      return service.surroundWithComment(document, selected);
    case 'cdata':
      return service.surroundWithCData(document, selected);
  }
}

/** The selections as positions in the text after the edit; a surrounding is one edit. */
function selectionsAfter(
  { edits, selections }: Extract<SurroundOutcome, { edits: unknown }>,
  { tree }: GovernedDocument,
): Range[] {
  const after = edits.reduce(reparse, tree);
  return selections.map((selection) => rangeOf(after, selection));
}

const NOT_SORTED: SortEntriesResult = { edits: [], moved: 0, refused: null };

/** `vpc/sortEntries` */
export function registerSort(session: Session): void {
  const { connection, runtime, documents, service, localize } = session;
  connection.onRequest(SORT_ENTRIES, (params: SortEntriesParams, token: CancellationToken) => {
    const { uri, by, descending = false, position } = params;
    return answer<SortEntriesResult>(session, 'Sorting', uri, NOT_SORTED, token, async (document, open) => {
      const { tree } = document;
      const offset = position === undefined ? null : tree.offsetAt(position);
      const isWanted = (): boolean => documents.get(uri) === open && !token.isCancellationRequested;
      const done = await runForDocument(runtime, service.sortEntries(document, by, { descending, offset }), isWanted);
      if (done === null) return NOT_SORTED;
      const { result } = done;
      if ('refused' in result) return { ...NOT_SORTED, refused: localize(result.refused, ...result.args) };
      return { edits: textEdits(result.edits, tree), moved: result.moved, refused: null };
    });
  });
}
