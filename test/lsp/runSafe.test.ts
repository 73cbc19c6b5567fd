import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import type { XmlDocument } from '../../server/src/lsp/documents';
import { answer } from '../../server/src/lsp/features/answer';
import { Outdated, runSafe } from '../../server/src/lsp/runSafe';
import type { Runtime } from '../../server/src/lsp/runtime';
import type { Session } from '../../server/src/lsp/session';

const URI = 'file:///folder/a.xml';
const FALLBACK = 'fallback';

/** The part of a server that a handler needs, with hooks for the test. */
class Server {
  readonly log: string[] = [];
  readonly source = new CancellationTokenSource();
  readonly connection = { console: { error: (line: string) => void this.log.push(line) } } as unknown as Connection;
  /** Called when the handler waits, with the name of the place. */
  during: (place: string) => void = () => undefined;
  open = this.document();

  get token(): CancellationToken {
    return this.source.token;
  }

  /** The user types. */
  edit(): void {
    this.open = this.document();
  }

  runSafe(work: () => string | Promise<string>): Promise<unknown> {
    return runSafe(this.connection, this.runtime, 'Hover', FALLBACK, this.token, work);
  }

  answer(ask: () => string | Promise<string>): Promise<unknown> {
    const vocabulary = {};
    const session = {
      connection: this.connection,
      runtime: this.runtime,
      documents: { get: () => this.open },
      governing: { check: () => this.wait('governing', undefined) },
      workspace: { governed: () => this.wait('governed', { vocabulary }) },
      indexer: { otherPublications: () => this.wait('elsewhere', {}) },
    } as unknown as Session;
    return answer<string>(session, 'Hover', URI, FALLBACK, this.token, ask);
  }

  private get runtime(): Runtime {
    return { yieldTurn: () => this.wait('turn', undefined) } as Runtime;
  }

  private document(): XmlDocument {
    return { uri: URI, serviceLevel: 'full', ready: () => this.wait('ready', undefined) } as unknown as XmlDocument;
  }

  private wait<T>(place: string, result: T): Promise<T> {
    this.during(place);
    return Promise.resolve(result);
  }
}

function codeOf(outcome: unknown): unknown {
  return outcome instanceof ResponseError ? outcome.code : outcome;
}

describe('runSafe', () => {
  it('returns the answer, and logs nothing', async () => {
    const server = new Server();
    assert.deepEqual([await server.runSafe(() => 'answer'), server.log], ['answer', []]);
  });

  it('logs an error with its stack, and returns the neutral answer', async () => {
    for (const fail of [
      () => {
        throw new TypeError('wrong');
      },
      () => Promise.reject(new TypeError('wrong')),
    ]) {
      const server = new Server();
      assert.equal(await server.runSafe(fail), FALLBACK);
      assert.equal(server.log.length, 1);
      assert.match(server.log[0]!, /^Hover failed: TypeError: wrong\n +at /);
    }
  });

  it('logs a thrown value that is not an Error', async () => {
    const server = new Server();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is what is tested
    assert.equal(await server.runSafe(() => Promise.reject('no error')), FALLBACK);
    assert.deepEqual(server.log, ['Hover failed: no error']);
  });

  it('passes a ResponseError on', async () => {
    const server = new Server();
    const refused = new ResponseError(LSPErrorCodes.RequestFailed, 'no');
    await assert.rejects(
      server.runSafe(() => Promise.reject(refused)),
      refused,
    );
    assert.deepEqual(server.log, []);
  });

  it('returns ContentModified for an outdated answer', async () => {
    const server = new Server();
    assert.equal(codeOf(await server.runSafe(() => Promise.reject(new Outdated()))), LSPErrorCodes.ContentModified);
    assert.deepEqual(server.log, []);
  });

  it('does not start a request that is already cancelled', async () => {
    const server = new Server();
    server.during = () => server.source.cancel();
    let started = false;
    const outcome = await server.runSafe(() => {
      started = true;
      return 'answer';
    });
    assert.deepEqual([codeOf(outcome), started], [LSPErrorCodes.RequestCancelled, false]);
  });

  it('never returns the answer or the error of a cancelled request', async () => {
    for (const end of [() => 'answer', () => Promise.reject(new TypeError('wrong'))]) {
      const server = new Server();
      const outcome = await server.runSafe(() => {
        server.source.cancel();
        return end();
      });
      assert.deepEqual([codeOf(outcome), server.log], [LSPErrorCodes.RequestCancelled, []]);
    }
  });
});

describe('an answer for a document', () => {
  const PLACES = ['ready', 'governing', 'governed', 'elsewhere'];

  it('is returned if nothing happens meanwhile', async () => {
    const places: string[] = [];
    const server = new Server();
    server.during = (place) => void places.push(place);
    assert.equal(await server.answer(() => 'answer'), 'answer');
    assert.deepEqual(places, ['turn', ...PLACES]);
  });

  for (const place of PLACES) {
    it(`is not computed if the document is edited or the request cancelled before: ${place}`, async () => {
      for (const [interfere, code] of [
        [(server: Server) => server.edit(), LSPErrorCodes.ContentModified],
        [(server: Server) => server.source.cancel(), LSPErrorCodes.RequestCancelled],
      ] as const) {
        const server = new Server();
        const after: string[] = [];
        server.during = (waiting) => {
          after.push(waiting);
          if (waiting === place) interfere(server);
        };
        const outcome = await server.answer(() => {
          after.push('asked');
          return 'answer';
        });
        assert.deepEqual([codeOf(outcome), after.at(-1)], [code, place]);
      }
    });
  }

  it('is never returned if the document is edited or the request cancelled during the computation', async () => {
    for (const [interfere, code] of [
      [(server: Server) => server.edit(), LSPErrorCodes.ContentModified],
      [(server: Server) => server.source.cancel(), LSPErrorCodes.RequestCancelled],
    ] as const) {
      const server = new Server();
      const outcome = await server.answer(() => {
        interfere(server);
        return Promise.resolve('answer');
      });
      assert.equal(codeOf(outcome), code);
    }
  });
});
