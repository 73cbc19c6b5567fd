import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import type { Message } from 'vscode-languageserver';
import { pacedDecoder } from '../../../server/src/lsp/messages/decoder';
import { pacedEncoder } from '../../../server/src/lsp/messages/encoder';
import { pacedOutput } from '../../../server/src/lsp/messages/output';

/** Counts the turns that others were let have. */
class Turns {
  count = 0;
  yieldTurn(): Promise<void> {
    this.count++;
    return Promise.resolve();
  }
}

const UTF_8 = { charset: 'utf-8' } as const;

async function encoded(message: unknown, atOnce: number): Promise<string> {
  return Buffer.from(await pacedEncoder(new Turns(), atOnce).encode(message as Message, UTF_8)).toString();
}

function decoded(json: string, atOnce: number): Promise<unknown> {
  return pacedDecoder(new Turns(), atOnce).decode(Buffer.from(json), UTF_8);
}

/** Texts with all that is written in another way in JSON, or takes several bytes. */
const texts = fc.array(
  fc.constantFrom('a', '"', '\\', '\n', '\t', '\u0001', 'ä', '€', '😀', '\ud83d', 'u00e4', '"text"'),
);
const text = texts.map((parts) => parts.join(''));

describe('a long message', () => {
  it('is written as it would be in one piece', async () => {
    const messages = fc.object({
      values: [fc.string(), fc.boolean(), fc.integer(), fc.constant(null), text],
      maxDepth: 4,
    });
    await fc.assert(
      fc.asyncProperty(messages, fc.integer({ min: 1, max: 40 }), async (message, atOnce) => {
        assert.equal(await encoded(message, atOnce), JSON.stringify(message));
      }),
    );
  });

  it('leaves out what has no value, and writes nothing in its place in lists', async () => {
    const message = { a: undefined, b: [undefined, 'xxxxxxxx', undefined], c: { d: undefined } };
    for (const atOnce of [1, 5, 1000]) assert.equal(await encoded(message, atOnce), JSON.stringify(message));
  });

  it('is read as it would be in one piece, wherever the text stands and is cut', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, fc.boolean(), fc.constantFrom(undefined, 1), async (uri, body, isLast, space) => {
        const long = body.repeat(40);
        const own = isLast ? { uri, version: 1, text: long } : { text: long, languageId: 'text', uri };
        const message = { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: own } };
        assert.deepEqual(await decoded(JSON.stringify(message, undefined, space), 200), message);
      }),
    );
  });

  it('may hold whatever stands for the text meanwhile', async () => {
    const message = { contentChanges: [{ text: 'a'.repeat(500) }, { text: 'vpc:text' }, { text: 'vpc:text~' }] };
    assert.deepEqual(await decoded(JSON.stringify(message), 200), message);
  });

  it('is read in one piece where it is no long text', async () => {
    const edits = Array.from({ length: 50 }, (_, index) => ({ range: null, text: `${index}"\\` }));
    for (const message of [{ contentChanges: edits }, { text: 7, x: 'y'.repeat(99) }, [], 'text'.repeat(60)]) {
      assert.deepEqual(await decoded(JSON.stringify(message), 10), message);
    }
  });

  it('is refused where it is no JSON', async () => {
    for (const json of [
      `{"text":"${'x'.repeat(300)}`,
      `{"text":"a\n${'x'.repeat(300)}"}`,
      `{"text":"\\q${'x'.repeat(300)}"}`,
    ]) {
      await assert.rejects(decoded(json, 100), SyntaxError);
    }
  });

  it('is read with turns for others between its pieces', async () => {
    const turns = new Turns();
    const message = { text: '<a b="ä"/>\n'.repeat(1_000_000) };
    assert.deepEqual(await pacedDecoder(turns).decode(Buffer.from(JSON.stringify(message)), UTF_8), message);
    assert.ok(turns.count > 0);
  });

  it('is given on piece by piece, whole and in order', async () => {
    const turns = new Turns();
    const target = new PassThrough({ highWaterMark: 1 << 30 });
    const output = pacedOutput(target, turns);
    const long = Buffer.alloc(1_000_000, 'abcdefg');
    for (const chunk of ['first', long, 'last']) await new Promise((done) => output.write(chunk, done));
    assert.deepEqual(target.read(), Buffer.concat([Buffer.from('first'), long, Buffer.from('last')]));
    assert.ok(turns.count >= 3, String(turns.count));
  });

  it('fails where the stream does', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
    const output = pacedOutput(broken, new Turns());
    const failed = new Promise<Error>((resolve) => output.once('error', resolve));
    output.write(Buffer.alloc(1_000_000));
    assert.equal((await failed).message, 'gone');
  });
});
