import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { target } from '../target';
import { pieces } from './messages';

const SERVER = join(__dirname, '..', '..', '..', '..', 'dist', 'server.js');
const frame = (message: object): string => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const INITIALIZE = frame({
  id: 'first',
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
});
const LAST = frame({ id: 'last', method: 'shutdown' });

/** Whatever comes on standard input, the process answers what comes after it, or ends with 1 and one line that says why. */
export const stdioTarget = target({
  name: 'stdio',
  inputs: fc.record({ pieces, isInitialized: fc.boolean() }),
  async run({ pieces: sent, isInitialized }) {
    const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: 'pipe' });
    let said = '';
    let complained = '';
    const ended = once(server, 'exit') as Promise<[number | null, string | null]>;
    const answered = new Promise<void>((resolve) => {
      server.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes('"id":"last"')) resolve();
      });
    });
    server.stderr.on('data', (bytes: Buffer) => (complained += bytes.toString()));
    // A process that has ended does not read.
    server.stdin.on('error', () => undefined);
    server.stdin.write((isInitialized ? INITIALIZE : '') + sent.join('') + LAST);
    // A header without its end, or a body that is cut off, is a message that still comes; the end of the stream ends it.
    const isOpen = await Promise.race([answered.then(() => false), ended.then(() => false), later(2_000)]);
    if (isOpen) server.stdin.end();
    else server.stdin.end(frame({ method: 'exit' }));
    const [code, signal] = await ended;
    assert.equal(signal, null);
    assert.ok(code === 0 || code === 1, `exit code ${code}`);
    const isBroken = complained.includes('The stream of messages is broken');
    assert.ok(said.includes('"id":"last"') || isBroken || isOpen, `neither answered nor ended: ${complained}`);
    if (isBroken)
      assert.match(complained, /VPC language server: The stream of messages is broken, and the server ends\. .*\n$/);
  },
  testRuns: 20,
});

function later(milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => setTimeout(() => resolve(true), milliseconds).unref());
}
