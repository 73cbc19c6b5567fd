import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { showStatus } from './notify';
import {
  BUNDLED_SCHEMA,
  LANGUAGE_ID,
  SCHEMA_IN_USE,
  type BundledSchemaResult,
  type SchemaInUse,
} from '../../../server/src/lsp/protocol/index';

/** The command that opens the schema of the document in the active editor. */
export const OPEN_SCHEMA = 'vpc.openSchema';

/** The command that starts the language server again. */
export const RESTART = 'vpc.restartServer';

/** The bundled schema. A document of a custom scheme is read-only, so that the installed copy cannot be edited by mistake. */
export const BUNDLED = vscode.Uri.from({ scheme: 'vpc-schema', path: '/reference-profile.xsd' });

/** Shows the schema of the active document as a language status item, and opens that schema. */
export class SchemaInUseView implements vscode.Disposable {
  private readonly known = new Map<string, SchemaInUse>();
  private readonly item = vscode.languages.createLanguageStatusItem('vpc.schema', { language: LANGUAGE_ID });
  private readonly disposables: vscode.Disposable[];
  /** Of the server; undefined before it was started. */
  private state: State | undefined;

  constructor(private readonly client: BaseLanguageClient) {
    this.item.name = vscode.l10n.t('VPC schema in use');
    this.disposables = [
      this.item,
      client.onNotification(SCHEMA_IN_USE, (schema: SchemaInUse) => {
        this.known.set(schema.uri, schema);
        this.show();
      }),
      client.onDidChangeState(({ newState }) => {
        this.state = newState;
        this.show();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.workspace.onDidCloseTextDocument((document) => this.known.delete(this.key(document))),
      vscode.workspace.registerTextDocumentContentProvider(BUNDLED.scheme, {
        provideTextDocumentContent: async () => (await client.sendRequest<BundledSchemaResult>(BUNDLED_SCHEMA)).text,
      }),
      vscode.commands.registerCommand(OPEN_SCHEMA, () => this.open()),
    ];
    this.show();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private show(): void {
    this.item.busy = this.state === State.Starting;
    if (this.state === State.Stopped || this.state === State.StartFailed) return this.showStopped();
    const schema = this.ofActiveEditor();
    this.item.text = schema?.name || vscode.l10n.t('No schema');
    this.item.detail = detailOf(schema);
    this.item.severity =
      schema?.problems.length || schema?.reduced
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
    this.item.command =
      schema && schema.kind !== 'none'
        ? {
            command: OPEN_SCHEMA,
            title: vscode.l10n.t('Open the schema'),
            tooltip: [schema.provenance, ...schema.documents].join('\n'),
          }
        : undefined;
  }

  private showStopped(): void {
    this.item.text = vscode.l10n.t('The VPC language server is not running');
    this.item.detail = '';
    this.item.severity = vscode.LanguageStatusSeverity.Error;
    this.item.command = { command: RESTART, title: vscode.l10n.t('Start') };
  }

  private async open(): Promise<void> {
    const schema = this.ofActiveEditor();
    if (!schema || schema.kind === 'none') {
      showStatus(vscode.l10n.t('No schema applies to this document.'));
      return;
    }
    const uri = schema.schemaUri === undefined ? BUNDLED : vscode.Uri.parse(schema.schemaUri);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  private ofActiveEditor(): SchemaInUse | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && this.known.get(this.key(document));
  }

  private key(document: vscode.TextDocument): string {
    return this.client.code2ProtocolConverter.asUri(document.uri);
  }
}

// The status item has one line: the first problem, or in few words the origin of the schema.
function detailOf(schema: SchemaInUse | undefined): string {
  const problem = schema?.problems[0] ?? schema?.reduced;
  if (problem !== undefined) return problem;
  switch (schema?.kind) {
    case 'bundled':
      return vscode.l10n.t('not the text of IEC TR 62443-2-3');
    case 'setting':
      return vscode.l10n.t('named in the settings');
    case 'hint':
      return vscode.l10n.t('named in the document');
    case 'catalog':
      return vscode.l10n.t('named in a catalog');
    case 'none':
      return vscode.l10n.t('only XML well-formedness is checked');
    case undefined:
      return vscode.l10n.t('not determined yet');
  }
}
