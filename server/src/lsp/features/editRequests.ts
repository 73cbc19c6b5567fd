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
  session.connection.onRequest(SURROUND, (params: SurroundParams, token: CancellationToken) =>
    surrounded(session, params, token),
  );
}

/** Answers {@link SURROUND}. */
export function surrounded(
  session: Session,
  params: SurroundParams,
  token: CancellationToken,
): ReturnType<typeof answer<SurroundResult>> {
  const { service, localize } = session;
  return answer<SurroundResult>(session, 'Surrounding', params.uri, NOT_SURROUNDED, token, (document) => {
    const result = surrounding(service, document, params);
    if ('refused' in result) return { ...NOT_SURROUNDED, refused: localize(result.refused, ...result.args) };
    return {
      edits: textEdits(result.edits, document.tree),
      selections: selectionsAfter(result, document),
      refused: null,
    };
  });
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
  session.connection.onRequest(SORT_ENTRIES, (params: SortEntriesParams, token: CancellationToken) =>
    sorted(session, params, token),
  );
}

/** Answers {@link SORT_ENTRIES}. */
export function sorted(
  session: Session,
  { uri, by, descending, position }: SortEntriesParams,
  token: CancellationToken,
): ReturnType<typeof answer<SortEntriesResult>> {
  const { runtime, service, localize } = session;
  return answer<SortEntriesResult>(session, 'Sorting', uri, NOT_SORTED, token, async (document, _open, isWanted) => {
    const { tree } = document;
    // Some clients send null for what they do not give.
    const options = { descending: descending === true, offset: position ? tree.offsetAt(position) : null };
    const done = await runForDocument(runtime, service.sortEntries(document, by, options), isWanted);
    if (done === null) return NOT_SORTED;
    const { result } = done;
    if ('refused' in result) return { ...NOT_SORTED, refused: localize(result.refused, ...result.args) };
    return { edits: textEdits(result.edits, tree), moved: result.moved, refused: null };
  });
}
