import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensLegend } from 'vscode-languageserver';
import type { GovernedDocument } from '../../service/document';
import { stateTokens } from '../../service/stateTokens';
import { STATE_IDS } from '../../vpc/roles';
import type { Session } from '../session';
import { answer } from './answer';

/** A state is one of a list of words, and its modifier says which: themes colour `enumMember.approved`. */
export const STATE_LEGEND: SemanticTokensLegend = { tokenTypes: ['enumMember'], tokenModifiers: [...STATE_IDS] };

const NONE: SemanticTokens = { data: [] };

/**
 * `textDocument/semanticTokens/range`, and `…/full` for a client that asks for nothing else: of a large file nobody needs
 * the states that are not on the screen, after each key.
 */
export function registerStateTokens(session: Session): void {
  const { connection, abilities } = session;
  if (abilities.semanticTokens === 'range') {
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
      answer(session, 'State colours', uri, NONE, token, (document) => {
        const { tree } = document;
        return tokensIn(document, tree.offsetAt(range.start), tree.offsetAt(range.end));
      }),
    );
  } else if (abilities.semanticTokens === 'full') {
    connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) =>
      answer(
        session,
        'State colours',
        uri,
        NONE,
        token,
        (document) => tokensIn(document, 0, document.tree.length),
        'whole file',
      ),
    );
  }
}

function tokensIn(document: GovernedDocument, start: number, end: number): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start: at, end: to, state } of stateTokens(document, start, end)) {
    const { line, character } = document.tree.positionAt(at);
    builder.push(line, character, to - at, 0, 1 << STATE_IDS.indexOf(state));
  }
  return builder.build();
}
