/** `dist/server.js --stdio` as a process: when it ends, and how it handles broken and long messages. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient, PULL_CLIENT } from '../support/lspClient';

const SERVER = join(__dirname, '..', '..', 'dist/server.js');
const URI = 'file:///w/a.xml';

describe('dist/server.js', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [SERVER, ...args], { encoding: 'utf8' });

  it('says its version', () => {
    const { status, stdout, stderr } = run('--version');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('says how it is started where no argument says how its client is reached', () => {
    for (const args of [[], ['--socket=x'], ['--pipe']]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, /^Start the language server with one of: --stdio, .*\n$/);
    }
  });

  it('says that nobody listens on its port', () => {
    const { status, stderr } = run('--socket=1');
    assert.equal(status, 1);
    assert.match(stderr, /^VPC language server: Cannot read from the client: connect .*\n$/);
  });

  it('talks over a socket', async () => {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const server = spawn(process.execPath, [SERVER, `--socket=${port}`], { stdio: 'inherit' });
    const ended = once(server, 'exit');
    const [socket] = (await once(listener, 'connection')) as [Socket];
    const client = LspClient.over(socket, socket);
    const { serverInfo } = await client.initialize(PULL_CLIENT);
    assert.equal(serverInfo?.name, 'VPC Tools');
    await client.stop(true);
    assert.deepEqual(await ended, [0, null]);
    listener.close();
  });
});

describe('dist/server.js --stdio, its transport', () => {
  let server: ChildProcess;
  let client: LspClient;
  let ended: Promise<unknown[]>;
  beforeEach(() => {
    server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    ended = once(server, 'exit');
    client = LspClient.over(server.stdout!, server.stdin!);
  });
  afterEach(() => void server.kill());

  it('exits with 1 when the client closes the stream without a shutdown', async () => {
    await client.initialize(PULL_CLIENT);
    server.stdin!.end();
    assert.deepEqual(await ended, [1, null]);
  });

  it('exits with 0 when the client closes the stream after a shutdown', async () => {
    await client.initialize(PULL_CLIENT);
    await client.connection.sendRequest('shutdown');
    server.stdin!.end();
    assert.deepEqual(await ended, [0, null]);
  });

  it('exits when its parent process has ended', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(parent, 'spawn');
    await client.connection.sendRequest('initialize', {
      processId: parent.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: PULL_CLIENT,
    });
    parent.kill('SIGKILL');
    assert.deepEqual(await ended, [1, null]);
  });

  const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  /** The replies to messages without an id, in order. */
  function replies(count: number): Promise<unknown[]> {
    const found: unknown[] = [];
    let text = '';
    return new Promise((resolve) => {
      server.stdout!.on('data', (bytes: Buffer) => {
        text += bytes.toString();
        for (const [whole, code] of text.matchAll(
          /\{"jsonrpc":"2.0","id":(?:null|"x"),"error":\{"code":(-\d+)[^}]*\}\}/g,
        )) {
          found.push(code);
          text = text.replace(whole, '');
        }
        if (found.length >= count) resolve(found);
      });
    });
  }

  const ANSWERED: readonly (readonly [what: string, body: string, code: string])[] = [
    ['that is not JSON', '{"text":"', '-32700'],
    ['that is empty', '', '-32700'],
    ['that is null', 'null', '-32600'],
    ['that is a batch', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', '-32600'],
    ['without a method', '{"jsonrpc":"2.0","id":"x"}', '-32600'],
    ['whose method is a number', '{"jsonrpc":"2.0","id":"x","method":1}', '-32600'],
    [
      'whose parameters are a string',
      '{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":"y"}',
      '-32600',
    ],
  ];
  for (const [what, body, code] of ANSWERED) {
    it(`answers a message ${what}, and continues`, async () => {
      await client.initialize(PULL_CLIENT);
      const answered = replies(1);
      server.stdin!.write(frame(body));
      assert.deepEqual(await answered, [code]);
      await client.open(URI, '<a>', 'xml');
      const report = await client.pull(URI);
      assert.equal(report.kind === 'full' && report.items[0]?.code, 'xml/missing-end-tag');
    });
  }

  it('continues after a cancellation of nothing', async () => {
    await client.initialize(PULL_CLIENT);
    server.stdin!.write(frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}').repeat(2));
    await client.open(URI, '<a>', 'xml');
    const report = await client.pull(URI);
    assert.equal(report.kind === 'full' && report.items[0]?.code, 'xml/missing-end-tag');
  });

  const SHUTDOWN = '{"jsonrpc":"2.0","id":9,"method":"shutdown"}';
  const BROKEN: readonly (readonly [what: string, bytes: string, message: RegExp])[] = [
    ['has no header', `{"jsonrpc":"2.0"}\r\n\r\n`, /Not a header field/],
    ['has no length', `Content-Type: x\r\n\r\n{}`, /no Content-Length/],
    ['has no end of a header', 'x'.repeat(100_000), /A header is longer than 4096 bytes/],
    ['has a length below zero', `Content-Length: -1\r\n\r\n{}`, /not a number of bytes: "-1"/],
    ['has a length that is no number', `Content-Length: ten\r\n\r\n{}`, /not a number of bytes: "ten"/],
    ['has a huge length', `Content-Length: 99999999999\r\n\r\n{}`, /longer than 536870912/],
    ['has a length that is too small', `Content-Length: 4\r\n\r\n${SHUTDOWN}${frame(SHUTDOWN)}`, /Not a header field/],
    ['has a length that is too large', `Content-Length: 60\r\n\r\n${SHUTDOWN}${frame(SHUTDOWN)}`, /Not a header field/],
  ];
  for (const [what, bytes, message] of BROKEN) {
    it(`ends with a message where the stream ${what}`, async () => {
      await client.initialize(PULL_CLIENT);
      let said = '';
      server.stderr!.on('data', (part: Buffer) => (said += part.toString()));
      server.stdin!.write(bytes);
      assert.deepEqual(await ended, [1, null]);
      assert.match(said, /^VPC language server: The stream of messages is broken, and the server ends\. .*\n$/);
      assert.match(said, message);
    });
  }

  it('ends when nobody reads its answers', async () => {
    await client.initialize(PULL_CLIENT);
    server.stdout!.destroy();
    server.stdin!.write(frame('{"jsonrpc":"2.0","id":9,"method":"vpc/bundledSchema"}'));
    assert.deepEqual(await ended, [1, null]);
  });

  it('reads and writes messages of many megabytes, also for a slow client', async () => {
    await client.initialize(PULL_CLIENT);
    const lines = 100_000;
    const text = `<a>\n${'  <b c="ä€😀">text</b>\n'.repeat(lines)}</a>\n`;
    await client.open(URI, text, 'xml');
    const formatted = client.ask<TextEdit[]>('textDocument/formatting', URI, {
      options: { tabSize: 4, insertSpaces: true },
    });
    const { stdout } = server;
    stdout!.pause();
    while (stdout!.readableLength < stdout!.readableHighWaterMark) await delay(10);
    stdout!.resume();
    const edits = await formatted;
    assert.ok(JSON.stringify(edits).length > 2_000_000);
    const document = TextDocument.create(URI, 'xml', 1, text);
    assert.equal(TextDocument.applyEdits(document, edits), text.replaceAll('\n  <b', '\n    <b'));
  });
});
