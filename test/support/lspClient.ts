/** A scripted LSP client over a pair of streams. */
import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
} from 'vscode-languageserver/node';
import { SCHEMA_IN_USE, type InitializationOptions, type SchemaInUse } from '../../server/src/lsp/protocol/index';

/** The capabilities of most editors, without pull diagnostics. */
export const PUSH_CLIENT: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] },
  },
};

/** The capabilities of an editor with pull diagnostics, such as VS Code. */
export const PULL_CLIENT: ClientCapabilities = {
  ...PUSH_CLIENT,
  textDocument: { ...PUSH_CLIENT.textDocument, diagnostic: {} },
};

export class LspClient {
  /** The published diagnostics, last first. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly schemas: SchemaInUse[] = [];
  readonly log: string[] = [];
  private readonly versions = new Map<string, number>();
  private readonly waiting: (() => void)[] = [];

  private constructor(readonly connection: ProtocolConnection) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.unshift(params);
      this.waiting.splice(0).forEach((wake) => wake());
    });
    connection.onNotification(SCHEMA_IN_USE, (params: SchemaInUse) => void this.schemas.unshift(params));
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.waiting.splice(0).forEach((wake) => wake());
    });
    connection.listen();
  }

  static over(output: Readable, input: Writable): LspClient {
    return new LspClient(createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(input)));
  }

  async initialize(
    capabilities: ClientCapabilities,
    folder: string | null = null,
    initializationOptions: InitializationOptions = {},
    locale?: string,
  ): Promise<InitializeResult> {
    const workspaceFolders = folder === null ? null : [{ uri: folder, name: 'folder' }];
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: folder,
      workspaceFolders,
      capabilities,
      initializationOptions,
      ...(locale !== undefined && { locale }),
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string, languageId = 'vpc'): Promise<void> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the text between two positions. */
  async edit(uri: string, start: Position, end: Position, text: string): Promise<void> {
    await this.apply(uri, [{ range: { start, end }, newText: text }]);
  }

  /** Applies edits that do not overlap in one change, as an editor does. */
  async apply(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    // From the last to the first, so that the positions stay right.
    const sorted = [...edits].sort(
      ({ range: a }, { range: b }) => b.start.line - a.start.line || b.start.character - a.start.character,
    );
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: sorted.map(({ range, newText }) => ({ range, text: newText })),
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Sends a request about a document. */
  ask<T>(method: string, uri: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri }, ...params });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.ask('textDocument/diagnostic', uri, { previousResultId });
  }

  /** The diagnostics that the server publishes for a document, once they are `expected`. */
  async pushed(uri: string, expected: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const last = this.published.find((params) => params.uri === uri);
      if (last !== undefined && expected(last.diagnostics)) return last.diagnostics;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Waits until the server has logged a line. */
  async logged(line: string): Promise<void> {
    while (!this.log.includes(line)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** @param exits whether to end the server, which is a process of its own */
  async stop(exits = false): Promise<void> {
    await this.connection.sendRequest('shutdown');
    if (exits) await this.connection.sendNotification('exit');
    this.connection.dispose();
  }
}
