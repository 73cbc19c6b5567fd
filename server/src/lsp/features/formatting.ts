import type { CancellationToken, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { format, type FormatOptions } from '../../service/format/format';
import { formatOnType } from '../../service/format/onType';
import { formatOptionsOf, type FormatChoices } from '../../service/format/options';
import type { GovernedDocument } from '../../service/document';
import type { TextEdit as ServiceTextEdit } from '../../xml/reparse';
import { inSlices } from '../paced';
import type { FormatSettings } from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';
import { textEdits } from './convert';

type Work = Generator<void, readonly ServiceTextEdit[], undefined>;

/** `textDocument/formatting`, `textDocument/rangeFormatting`, `textDocument/onTypeFormatting` */
export function registerFormatting(session: Session): void {
  const { connection } = session;
  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
    formatted(session, 'Formatting', uri, options, token, format),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }, token) =>
    formatted(session, 'Range formatting', uri, options, token, (document, how) =>
      format(document, how, {
        start: document.tree.offsetAt(range.start),
        end: document.tree.offsetAt(range.end),
      }),
    ),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }, token) =>
    formatted(session, 'Formatting on type', uri, options, token, (document, how) =>
      formatOnType(document, document.tree.offsetAt(position), ch, how),
    ),
  );
}

function formatted(
  session: Session,
  what: string,
  uri: string,
  options: FormattingOptions,
  token: CancellationToken,
  work: (document: GovernedDocument, options: FormatOptions) => Work,
): ReturnType<typeof answer<TextEdit[]>> {
  const { runtime, workspace } = session;
  return answer<TextEdit[]>(session, what, uri, [], token, async (document, open, isWanted) => {
    // Beyond that size the schema is not asked any more, and only the schema tells which blanks are values.
    if (open.care !== 'full' && open.care !== 'schema') return [];
    const { format: settings, configuredFormat } = await workspace.formatSettings(uri);
    const how = optionsOf(options, settings, configuredFormat);
    const done = await inSlices(runtime, withPositions(work(document, how), document), isWanted);
    return done?.result ?? [];
  });
}

/** The edits as LSP has them: finding so many positions takes its time, too. */
function* withPositions(work: Work, { tree }: GovernedDocument): Generator<void, TextEdit[], undefined> {
  const edits: TextEdit[] = [];
  for (const edit of yield* work) {
    edits.push(...textEdits([edit], tree));
    yield;
  }
  return edits;
}

/**
 * What the editor says of its indentation and its file ends, what the user has set beyond that, and what the
 * configuration says: files of a project are to look alike, whoever edits them.
 */
function optionsOf(
  { tabSize, insertSpaces, insertFinalNewline = false, trimFinalNewlines = false }: FormattingOptions,
  settings: FormatSettings,
  configured: Partial<FormatChoices>,
): FormatOptions {
  return formatOptionsOf({ tabSize, insertSpaces, insertFinalNewline, trimFinalNewlines }, settings, configured);
}
