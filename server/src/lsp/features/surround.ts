import type { CancellationToken, Range } from 'vscode-languageserver';
import type { GovernedDocument } from '../../service/document';
import { rangeOf } from '../../service/findings';
import { surroundWithCData, surroundWithComment, surroundWithElement, type Surrounding } from '../../service/surround';
import { reparse } from '../../xml/reparse';
import { SURROUND, type SurroundParams, type SurroundResult } from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';
import { textEdits } from './convert';

const NOTHING: SurroundResult = { edits: [], selections: [], refused: null };

/** `vpc/surround` */
export function registerSurround(session: Session): void {
  const { connection, localize } = session;
  connection.onRequest(SURROUND, (params: SurroundParams, token: CancellationToken) =>
    answer<SurroundResult>(session, 'Surrounding', params.uri, NOTHING, token, (document) => {
      const result = surrounding(document, params);
      if ('refused' in result) return { ...NOTHING, refused: localize(result.refused, ...result.args) };
      return {
        edits: textEdits(result.edits, document.tree),
        selections: selectionsAfter(result, document),
        refused: null,
      };
    }),
  );
}

function surrounding(document: GovernedDocument, { range, kind, name }: SurroundParams): Surrounding {
  const { tree } = document;
  const selected = { start: tree.offsetAt(range.start), end: tree.offsetAt(range.end) };
  switch (kind) {
    case 'element':
      return surroundWithElement(document, selected, name);
    case 'comment':
      return surroundWithComment(document, selected);
    case 'cdata':
      return surroundWithCData(document, selected);
  }
}

/** The selections count in the text after the edit, of which there is one. */
function selectionsAfter(
  { edits, selections }: Extract<Surrounding, { edits: unknown }>,
  { tree }: GovernedDocument,
): Range[] {
  const after = edits.reduce(reparse, tree);
  return selections.map((selection) => rangeOf(after, selection));
}
