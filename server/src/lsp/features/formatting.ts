import type { CancellationToken, FormattingOptions, TextEdit } from 'vscode-languageserver';
import type { FormatOptions, GovernedDocument, Task, TextEdit as ServiceTextEdit } from '../../language/types';
import { formatOptionsOf, type FormatChoices } from '../../workspace/configuration/formatOptions';
import { runForDocument } from '../timeSlicing';
import type { FormatSettings } from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';
import { textEdits } from './convert';

/** `textDocument/formatting`, `textDocument/rangeFormatting`, `textDocument/onTypeFormatting` */
export function registerFormatting(session: Session): void {
  const { connection, service } = session;
  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
    formatted(session, 'Formatting', uri, options, token, (document, how) => service.format(document, how)),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }, token) =>
    formatted(session, 'Range formatting', uri, options, token, (document, how) =>
      service.format(document, how, {
        start: document.tree.offsetAt(range.start),
        end: document.tree.offsetAt(range.end),
      }),
    ),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }, token) =>
    formatted(session, 'Formatting on type', uri, options, token, (document, how) =>
      service.formatOnType(document, document.tree.offsetAt(position), ch, how),
    ),
  );
}

function formatted(
  session: Session,
  what: string,
  uri: string,
  options: FormattingOptions,
  token: CancellationToken,
  work: (document: GovernedDocument, options: FormatOptions) => Task<readonly ServiceTextEdit[]>,
): ReturnType<typeof answer<TextEdit[]>> {
  const { runtime, workspace } = session;
  return answer<TextEdit[]>(session, what, uri, [], token, async (document, open, isWanted) => {
    // Only the schema tells which whitespace is part of a value, and larger documents are not validated against it.
    if (open.serviceLevel !== 'full' && open.serviceLevel !== 'schema') return [];
    const { format: settings, configuredFormat } = await workspace.formatSettings(uri);
    const how = optionsOf(options, settings, configuredFormat);
    const done = await runForDocument(runtime, withPositions(work(document, how), document), isWanted);
    return done?.result ?? [];
  });
}

/** The edits with positions. A task, because thousands of positions take long to find. */
function* withPositions(work: Task<readonly ServiceTextEdit[]>, { tree }: GovernedDocument): Task<TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const edit of yield* work) {
    edits.push(...textEdits([edit], tree));
    yield;
  }
  return edits;
}

/**
 * The editor's indentation and file ends, overridden by the user's settings, overridden by `vpc.config.json`: the files of a
 * project have one layout, independent of the editor.
 */
function optionsOf(
  { tabSize, insertSpaces, insertFinalNewline = false, trimFinalNewlines = false }: FormattingOptions,
  settings: FormatSettings,
  configured: Partial<FormatChoices>,
): FormatOptions {
  return formatOptionsOf({ tabSize, insertSpaces, insertFinalNewline, trimFinalNewlines }, settings, configured);
}
