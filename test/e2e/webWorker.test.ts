/** `dist/server.js` in a web worker, which has nothing of Node. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const SERVER = join(__dirname, '..', '..', 'dist/server.js');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The globals of a web worker that the server uses. */
interface Worker {
  onmessage?: (event: { readonly data: Message }) => void;
}

describe('dist/server.js in a web worker', () => {
  it('answers, and reports the problems of a document', async () => {
    const received: Message[] = [];
    let notify = (): void => undefined;
    const postMessage = (message: Message): void => {
      received.push(message);
      notify();
    };
    const worker: Worker = {};
    const addEventListener = (): void => undefined;
    const globals = {
      postMessage,
      addEventListener,
      setTimeout,
      clearTimeout,
      TextDecoder,
      TextEncoder,
      URL,
      performance,
      console,
      crypto,
    };
    const context = createContext({ ...globals, self: Object.assign(worker, globals) });
    runInContext(readFileSync(SERVER, 'utf8'), context, { filename: SERVER });
    // A worker receives its first message in a turn of its own.
    await new Promise((next) => setImmediate(next));
    const message = async (is: (message: Message) => boolean): Promise<Message> => {
      for (;;) {
        const found = received.find(is);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (notify = resolve));
      }
    };
    const send = (data: object): void => worker.onmessage!({ data: { jsonrpc: '2.0', ...data } as Message });

    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const { result } = await message(({ id }) => id === 1);
    assert.equal((result as { capabilities: { hoverProvider: boolean } }).capabilities.hoverProvider, true);

    send({ method: 'initialized', params: {} });
    const textDocument = { uri: 'untitled:a.vpc.xml', languageId: 'vpc', version: 1, text: '<a>' };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    const { params } = await message(({ method }) => method === 'textDocument/publishDiagnostics');
    const { diagnostics } = params as { diagnostics: readonly { code: string }[] };
    assert.ok(diagnostics.some(({ code }) => code === 'xml/missing-end-tag'));
  });
});
