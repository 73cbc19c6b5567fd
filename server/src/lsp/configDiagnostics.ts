import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { FoundConfig } from '../service/configuration/configurations';
import { rangeOf } from '../service/findings';
import { parse } from '../xml/parser';
import { inBackground } from './background';
import type { Session } from './session';

/**
 * Tells the client what is wrong with configuration files. They are pushed whatever the client can: nobody has them open
 * as documents of this server.
 * @returns to be called when files have changed: what is still wrong will be found again
 */
export function publishConfigProblems({ connection, workspace, localize }: Session): () => void {
  const told = new Map<string, string>();
  const send = (uri: string, diagnostics: Diagnostic[]): void => {
    inBackground(connection, 'Problems of the configuration', connection.sendDiagnostics({ uri, diagnostics }));
  };
  workspace.onConfig((found) => {
    const diagnostics = diagnosticsOf(found);
    const text = JSON.stringify(diagnostics);
    if ((told.get(found.uri) ?? '[]') === text) return;
    told.set(found.uri, text);
    send(found.uri, diagnostics);
  });
  return () => {
    for (const [uri, text] of told) if (text !== '[]') send(uri, []);
    told.clear();
  };

  function diagnosticsOf({ text, problems }: FoundConfig): Diagnostic[] {
    const tree = parse(text);
    return problems.map((problem) => ({
      range: rangeOf(tree, problem),
      severity: DiagnosticSeverity.Error,
      source: 'vpc',
      message: localize(problem.message, ...problem.args),
    }));
  }
}
