import assert from 'node:assert/strict';
import { FrameSplitter, FramingError } from '../../server/src/lsp/transport/frames';
import { readMessage } from '../../server/src/lsp/transport/jsonRpc';
import { transportOf } from '../../server/src/lsp/transport/connect';

/** The bodies in a stream that comes in these parts. */
function bodiesIn(...parts: readonly string[]): string[] {
  const bodies: string[] = [];
  const splitter = new FrameSplitter((body) => bodies.push(Buffer.from(body).toString()));
  for (const part of parts) splitter.push(Buffer.from(part));
  return bodies;
}

describe('frames of messages', () => {
  it('are found in one part, in many, and at their ends', () => {
    const stream = 'Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: x\r\n\r\n"ä"Content-Length: 0\r\n\r\n';
    assert.deepEqual(bodiesIn(stream), ['{}', '"ä"', '']);
    assert.deepEqual(bodiesIn(...stream), ['{}', '"ä"', '']);
    assert.deepEqual(bodiesIn('Content-Length: 2\r\n\r\n{'), []);
  });

  it('end with an error where the next message cannot be found', () => {
    for (const stream of [
      '{}\r\n\r\n',
      'Content-Length\r\n\r\n',
      'Content-Length: 1.5\r\n\r\n',
      '\r\n\r\n',
      'x'.repeat(5_000),
    ])
      assert.throws(() => bodiesIn(stream), FramingError, stream.slice(0, 20));
  });
});

describe('a message', () => {
  const read = (text: string): unknown => {
    const result = readMessage(Buffer.from(text));
    return 'message' in result ? 'message' : [result.reply.id, result.reply.error?.code];
  };

  it('is a request, a notification or a response', () => {
    assert.equal(read('{"jsonrpc":"2.0","id":1,"method":"a"}'), 'message');
    assert.equal(read('{"jsonrpc":"2.0","method":"a","params":[]}'), 'message');
    assert.equal(read('{"jsonrpc":"2.0","id":"x","result":null}'), 'message');
    assert.equal(read('{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":""}}'), 'message');
  });

  it('is answered where it is none, under its id where it has one', () => {
    assert.deepEqual(read('{'), [null, -32700]);
    assert.deepEqual(read('[]'), [null, -32600]);
    assert.deepEqual(read('1'), [null, -32600]);
    assert.deepEqual(read('{"id":true,"method":"a"}'), [null, -32600]);
    assert.deepEqual(read('{"id":7}'), [7, -32600]);
    assert.deepEqual(read('{"id":7,"method":"a","params":1}'), [7, -32600]);
    assert.deepEqual(readMessage(Uint8Array.of(0x22, 0xe4, 0x22)), {
      reply: { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'The message is not in UTF-8.' } },
    });
  });
});

describe('the arguments of the server', () => {
  it('say how its client is reached', () => {
    assert.deepEqual(transportOf(['--clientProcessId=7', '--stdio']), { kind: 'stdio' });
    assert.deepEqual(transportOf(['--node-ipc']), { kind: 'node-ipc' });
    assert.deepEqual(transportOf(['--socket=6009']), { kind: 'socket', port: 6009 });
    assert.deepEqual(transportOf(['--socket', '6009']), { kind: 'socket', port: 6009 });
    assert.deepEqual(transportOf(['--pipe', 'p']), { kind: 'pipe', name: 'p' });
    for (const args of [[], ['--socket'], ['--socket=0'], ['--socket=x'], ['--pipe='], ['--other']])
      assert.equal(transportOf(args), null, args.join(' '));
  });
});
