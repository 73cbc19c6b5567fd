/**
 * Publication dates and file names that are outdated by what is written in the matrix. The rules find them, and their fixes correct
 * them: the matrix only offers these fixes.
 */
import * as vscode from 'vscode';
import type { BaseLanguageClient, CodeAction, CodeActionParams } from 'vscode-languageclient';
import { nameOf } from '../common/openFile';

const DATE = 'vpc/published-before-content';
const NAME = 'vpc/filename';

/** What is outdated in some files. */
export interface Behind {
  readonly kind: 'date' | 'name';
  readonly uris: readonly vscode.Uri[];
}

export class Following {
  /** Files whose date has followed, and whose name was right before. */
  private readonly renamable = new Set<string>();

  /** What is outdated in files: their dates first, because names repeat them. @returns `undefined`: nothing */
  behind(uris: readonly vscode.Uri[]): Behind | undefined {
    const dated = uris.filter((uri) => problemOf(uri, DATE) !== undefined);
    if (dated.length > 0) return { kind: 'date', uris: dated };
    const named = uris.filter((uri) => this.renamable.has(uri.toString()) && problemOf(uri, NAME) !== undefined);
    return named.length > 0 ? { kind: 'name', uris: named } : undefined;
  }

  /** The edits that let dates or names follow. */
  async edits({ kind, uris }: Behind, client: BaseLanguageClient): Promise<vscode.WorkspaceEdit[]> {
    const edits: vscode.WorkspaceEdit[] = [];
    for (const uri of uris) {
      if (kind === 'date' && problemOf(uri, NAME) === undefined) this.renamable.add(uri.toString());
      const edit = await fixOf(uri, kind === 'date' ? DATE : NAME, client);
      if (edit !== undefined) edits.push(edit);
    }
    return edits;
  }
}

/** What is outdated, in words. */
export function behindText({ kind, uris }: Behind): { readonly text: string; readonly button: string } {
  const names = uris.map(nameOf).join(', ');
  return kind === 'date'
    ? {
        text: vscode.l10n.t('The publication date is before the latest state: {0}', names),
        button: vscode.l10n.t('Let the Date Follow'),
      }
    : {
        text: vscode.l10n.t('The file name does not have the publication date: {0}', names),
        button: vscode.l10n.t('Rename the File'),
      };
}

function problemOf(uri: vscode.Uri, wanted: string): vscode.Diagnostic | undefined {
  return vscode.languages
    .getDiagnostics(uri)
    .find(({ code }) => (typeof code === 'object' ? code.value : code) === wanted);
}

/** The edit of the first fix of a problem. VS Code's own command for fixes does not say which problem a fix is for. */
async function fixOf(
  uri: vscode.Uri,
  code: string,
  client: BaseLanguageClient,
): Promise<vscode.WorkspaceEdit | undefined> {
  const problem = problemOf(uri, code);
  if (problem === undefined) return undefined;
  const { code2ProtocolConverter: convert, protocol2CodeConverter: back } = client;
  const params: CodeActionParams = {
    textDocument: { uri: convert.asUri(uri) },
    range: convert.asRange(problem.range),
    context: { diagnostics: await convert.asDiagnostics([problem]), only: [vscode.CodeActionKind.QuickFix.value] },
  };
  const actions = (await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
  const fix = actions.find(({ diagnostics = [] }) => diagnostics.some((one) => one.code === code));
  if (fix === undefined) return undefined;
  const { edit } = fix.edit ? fix : await client.sendRequest<CodeAction>('codeAction/resolve', fix);
  return edit && back.asWorkspaceEdit(edit);
}
