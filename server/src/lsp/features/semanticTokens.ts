import { SemanticTokensBuilder, type SemanticTokens } from 'vscode-languageserver';
import type { LanguageService } from '../../language/languageService';
import type { GovernedDocument } from '../../language/types';
import { STATE_IDS } from '../../domain/roles';
import type { Session } from '../session';
import { answer } from './answer';

const NONE: SemanticTokens = { data: [] };

/**
 * `textDocument/semanticTokens/range`, and `…/full` for a client that supports nothing else: after each key of a large file, only
 * the states on the screen are needed.
 */
export function registerStateTokens(session: Session): void {
  const { connection, abilities, service } = session;
  if (abilities.semanticTokens === 'range') {
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
      answer(session, 'State colours', uri, NONE, token, (document) => {
        const { tree } = document;
        return tokensIn(service, document, tree.offsetAt(range.start), tree.offsetAt(range.end));
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
        (document) => tokensIn(service, document, 0, document.tree.length),
        'whole file',
      ),
    );
  }
}

function tokensIn(service: LanguageService, document: GovernedDocument, start: number, end: number): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start: at, end: to, state } of service.semanticTokens(document, start, end)) {
    const { line, character } = document.tree.positionAt(at);
    builder.push(line, character, to - at, 0, 1 << STATE_IDS.indexOf(state));
  }
  return builder.build();
}
