/** A session with a language server over stdio. All times are measured at the client, as an editor sees them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  ProgressType,
  type Diagnostic,
  type Position,
  type ServerCapabilities,
  type TextEdit,
} from 'vscode-languageserver';
import { LspClient } from '../../test/support/lspClient';
import {
  MATRIX_CHANGED,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  MATRIX_WRITE,
  type MatrixChangedParams,
  type MatrixChangeRequest,
  type MatrixExportParams,
  type MatrixFormat,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type MatrixWriteParams,
  type MatrixWriteResult,
} from '../../server/src/lsp/protocol/index';
import { insight, type Insight } from '../inside/inside';
import { processorTime, treeMemory } from '../lib/processes';
import type { LanguageServer } from '../peers/servers';

/** Time limit for an answer, in milliseconds. */
const PATIENCE = 120_000;

/** A text that replaces the text between two positions. */
export interface Edit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** When the views show a cell that was written, in milliseconds from the action. */
export interface CellTimes {
  /** The edit is there: the text shows it. */
  readonly text: number;
  readonly matrix: number;
  readonly problems: number;
}

/** Whether the diagnostics are the expected ones. */
export type Expected = (diagnostics: readonly Diagnostic[]) => boolean;

export class Session {
  private resultId: string | undefined;
  private last: readonly Diagnostic[] = [];
  private onMatrix = (): void => undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: LspClient,
    private readonly died: Promise<never>,
    private readonly uri: string,
    private readonly languageId: string,
    readonly capabilities: ServerCapabilities,
    /** From the start of the process to its answer to `initialize`. */
    readonly startUp: number,
  ) {}

  /** Starts a server in a folder, for one file in it. */
  static async start(server: LanguageServer, folder: string, path: string): Promise<Session> {
    const from = performance.now();
    const [program, ...args] = server.command;
    // The IPC channel is for the probe; other programs ignore it.
    const child = spawn(program!, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore', 'ipc'] });
    const died = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${server.name} ended (${code ?? signal})`)));
    });
    // The server may end while nothing is pending; the next request then fails.
    died.catch(() => undefined);
    const client = LspClient.over(child.stdout!, child.stdin!);
    const initialized = client.initialize(server.client, pathToFileURL(folder).href, server.options);
    const answered = within(Promise.race([initialized, died]), 'initialize');
    const { capabilities } = await answered.catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    const startUp = performance.now() - from;
    return new Session(child, client, died, pathToFileURL(path).href, server.languageId, capabilities, startUp);
  }

  /** Opens the file and waits for its diagnostics. @returns milliseconds until then */
  open(text: string, expected: Expected): Promise<number> {
    return this.settling(
      () => this.client.open(this.uri, text, this.languageId),
      expected,
      'diagnostics after opening',
    );
  }

  /** Edits the file and waits for the diagnostics of the new text. @returns milliseconds until then */
  edit({ start, end, text }: Edit, expected: Expected): Promise<number> {
    return this.settling(() => this.client.edit(this.uri, start, end, text), expected, 'diagnostics after an edit');
  }

  /** The last diagnostics received. */
  get diagnostics(): readonly Diagnostic[] {
    return this.last;
  }

  /** Edits the file without waiting. */
  async type({ start, end, text }: Edit): Promise<void> {
    await this.client.edit(this.uri, start, end, text);
  }

  /** Sends a request about the file. @returns milliseconds until the answer, and whether it is empty */
  async ask(method: string, params: object): Promise<{ readonly time: number; readonly isEmpty: boolean }> {
    const from = performance.now();
    const answer = await this.waited(this.client.ask<unknown>(method, this.uri, params), method);
    const time = performance.now() - from;
    return { time, isEmpty: answer === null || (Array.isArray(answer) && answer.length === 0) };
  }

  /** Opens the matrix of the file and waits for all of it. */
  async openMatrix(): Promise<void> {
    const { connection } = this.client;
    let isWhole = (): void => undefined;
    const whole = new Promise<void>((done) => (isWhole = done));
    const receive = ({ rest }: { readonly rest?: number }): void => void (rest === undefined && isWhole());
    connection.onRequest(MATRIX_CHANGED, (params: MatrixChangedParams) => {
      receive('delta' in params ? params.delta : params.snapshot);
      this.onMatrix();
      return null;
    });
    const params: MatrixOpenParams = { id: 'bench', scope: { kind: 'documents', uris: [this.uri] } };
    const opened = connection.sendRequest<MatrixOpenResult>(MATRIX_OPEN, params);
    receive((await this.waited(opened, 'matrix'))!);
    await this.waited(whole, 'whole matrix');
  }

  /** Changes a statement as the open matrix does, applies the edit, and waits for all views. */
  async writeCell(change: MatrixChangeRequest): Promise<CellTimes> {
    const from = performance.now();
    const params: MatrixWriteParams = { uri: this.uri, changes: [change] };
    const { edit, notDone } = await this.waited(
      this.client.connection.sendRequest<MatrixWriteResult>(MATRIX_WRITE, params),
      'edit',
    );
    const all = (edit.documentChanges ?? []).flatMap((part) => ('edits' in part ? part.edits : []));
    const edits = all.filter((one): one is TextEdit => 'newText' in one);
    if (notDone.length > 0 || edits.length === 0)
      throw new Error(`the change was not done: ${notDone[0]?.reason ?? 'nothing to change'}`);
    const since = (): number => performance.now() - from;
    const matrix = new Promise<number>((done) => (this.onMatrix = () => done(since())));
    await this.client.apply(this.uri, edits);
    const text = since();
    const problems = this.pulled(() => true).then(since);
    return { text, matrix: await this.waited(matrix, 'change of the matrix'), problems: await problems };
  }

  /** Exports the open matrix. */
  async exportMatrix(format: MatrixFormat): Promise<void> {
    const { connection } = this.client;
    const partialResultToken = `export-${format}`;
    const listening = connection.onProgress(new ProgressType<string>(), partialResultToken, () => undefined);
    const params: MatrixExportParams = { id: 'bench', format, partialResultToken };
    await this.waited(connection.sendRequest(MATRIX_EXPORT, params), 'export');
    listening.dispose();
  }

  /** The peak memory of the server's processes so far, in bytes. */
  get memory(): number {
    return treeMemory(this.child.pid!);
  }

  /** The processor time of the server's processes so far, in milliseconds; known to 10 ms. */
  get processorTime(): number {
    return processorTime(this.child.pid!);
  }

  /** The figures of the probe, if the server was started with it. */
  look(collect: boolean): Promise<Insight> {
    return this.waited(insight(this.child, collect), 'word from inside');
  }

  /** Closes the file. */
  close(): Promise<void> {
    this.resultId = undefined;
    return this.client.close(this.uri);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    const asked = this.client.stop(true).catch(() => undefined);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await Promise.all([asked, ended]);
    clearTimeout(timer);
  }

  private async settling(change: () => Promise<void>, expected: Expected, what: string): Promise<number> {
    this.client.published.length = 0;
    const from = performance.now();
    await change();
    const settled = this.capabilities.diagnosticProvider === undefined ? this.pushed(expected) : this.pulled(expected);
    this.last = await this.waited(settled, what);
    return performance.now() - from;
  }

  private pushed(expected: Expected): Promise<readonly Diagnostic[]> {
    return this.client.pushed(this.uri, expected);
  }

  private async pulled(expected: Expected): Promise<readonly Diagnostic[]> {
    const report = await this.client.pull(this.uri, this.resultId);
    this.resultId = report.resultId;
    const found = report.kind === 'full' ? report.items : this.last;
    if (!expected(found)) throw new Error(`the diagnostics are not those of the text: ${found.length} of them`);
    return found;
  }

  private waited<T>(answer: Promise<T>, what: string): Promise<T> {
    return within(Promise.race([answer, this.died]), what);
  }
}

/** The result of a promise; throws after a time limit. */
async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
