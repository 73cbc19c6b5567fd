import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FrameSplitter, FramingError } from '../../../../server/src/lsp/transport/frames';
import { readMessage } from '../../../../server/src/lsp/transport/jsonRpc';
import { PULL_CLIENT } from '../../../support/lspClient';
import { startInProcess } from '../../../support/lspServer';
import { FIRST } from '../../../support/vocabularies';
import { mutatedJson } from '../json';
import { target } from '../target';
import { documents } from '../texts';

const OWN = 'file:///w/own.vpc.xml';
const GOOD = 'file:///w/good.vpc.xml';

const AT = { textDocument: { uri: OWN }, position: { line: 12, character: 10 } };
const RANGE = { start: { line: 3, character: 2 }, end: { line: 9, character: 5 } };
const WITH_RANGE = { textDocument: { uri: OWN }, range: RANGE };
const OPTIONS = { tabSize: 2, insertSpaces: true };

/** Requests and notifications of editors, as they are right. */
const MESSAGES: Readonly<Record<string, object>> = {
  'textDocument/hover': AT,
  'textDocument/completion': AT,
  'textDocument/definition': AT,
  'textDocument/references': { ...AT, context: { includeDeclaration: true } },
  'textDocument/documentHighlight': AT,
  'textDocument/prepareRename': AT,
  'textDocument/rename': { ...AT, newName: 'KB1' },
  'textDocument/linkedEditingRange': AT,
  'textDocument/selectionRange': { textDocument: { uri: OWN }, positions: [AT.position] },
  'textDocument/documentSymbol': { textDocument: { uri: OWN } },
  'textDocument/foldingRange': { textDocument: { uri: OWN } },
  'textDocument/documentLink': { textDocument: { uri: OWN } },
  'textDocument/diagnostic': { textDocument: { uri: OWN }, previousResultId: '1' },
  'textDocument/formatting': { textDocument: { uri: OWN }, options: OPTIONS },
  'textDocument/rangeFormatting': { ...WITH_RANGE, options: OPTIONS },
  'textDocument/onTypeFormatting': { ...AT, ch: '>', options: OPTIONS },
  'textDocument/codeAction': { ...WITH_RANGE, context: { diagnostics: [], only: ['quickfix'] } },
  'codeAction/resolve': { title: 'x', data: { uri: OWN, version: 1, all: null } },
  'completionItem/resolve': { label: 'x', data: { list: 1, index: 0 } },
  'workspace/symbol': { query: 'KB' },
  'workspace/diagnostic': { previousResultIds: [{ uri: OWN, value: '1' }] },
  'vpc/autoInsert': { uri: OWN, version: 1, position: AT.position, character: '>' },
  'vpc/surround': { uri: OWN, range: RANGE, kind: 'element' },
  'vpc/sortEntries': { uri: OWN, by: 'patch-id', position: AT.position },
  'vpc/recognise': { text: '<PatchData>', uri: OWN },
  'vpc/report': {},
  'vpc/knownProducts': {},
  'vpc/newFile': { folder: 'file:///w', supplier: 'A', date: '2026-01-01', products: [], productList: 'id\nA' },
  'vpc/importRelease': {
    ...{ folder: 'file:///w', supplier: 'A', date: '2026-01-01', products: [] },
    documents: [{ name: 'a', content: '<a/>' }],
  },
  'vpc/nextEdition': { uri: OWN, date: '2027-01-01', documents: [{ name: 'a', content: '{}' }], drop: 'superseded' },
  'vpc/publish': {
    uri: OWN,
    folder: 'file:///w/site',
    names: ['a.xml', 'SHA256SUMS'],
    beside: ['b.xml'],
    replace: true,
  },
  'vpc/matrix/open': { id: 'm', scope: { kind: 'documents', uris: [OWN] } },
  'vpc/matrix/details': { id: 'm', row: '', column: '' },
};
const NOTIFICATIONS: Readonly<Record<string, object>> = {
  'textDocument/didChange': { textDocument: { uri: OWN, version: 2 }, contentChanges: [{ range: RANGE, text: 'x' }] },
  'textDocument/didOpen': { textDocument: { uri: OWN, languageId: 'vpc', version: 1, text: '<PatchData>' } },
  'textDocument/didClose': { textDocument: { uri: OWN } },
  'workspace/didChangeConfiguration': {
    settings: { vpc: { format: { attributes: 'wrap' }, schema: { path: 'a.xsd' } } },
  },
  'workspace/didChangeWatchedFiles': {
    changes: [
      { uri: OWN, type: 2 },
      { uri: 'file:///w', type: 3 },
    ],
  },
  'workspace/didRenameFiles': { files: [{ oldUri: OWN, newUri: 'file:///w/new' }] },
  'workspace/didDeleteFiles': { files: [{ uri: 'file:///w' }] },
  'workspace/didChangeWorkspaceFolders': { event: { added: [{ uri: 'file:///v', name: 'v' }], removed: [] } },
};

interface Sent {
  readonly method: string;
  readonly params: unknown;
}

const sent: fc.Arbitrary<Sent> = fc
  .constantFrom(...Object.entries({ ...MESSAGES, ...NOTIFICATIONS }))
  .chain(([method, params]) =>
    fc.record({ method: fc.constant(method), params: fc.oneof(fc.constant<unknown>(params), mutatedJson(params)) }),
  );

/** Whatever messages come, each request is answered, and another document is checked as before. */
export const messageTarget = target({
  name: 'lsp',
  inputs: fc.record({ document: documents, messages: fc.array(sent, { minLength: 1, maxLength: 12 }) }),
  async run({ document, messages }) {
    const client = startInProcess(undefined, {
      readFile: () => Promise.resolve(null),
      findFiles: () => Promise.resolve([]),
      stampOf: () => Promise.resolve(null),
    });
    const { error } = console;
    // The library prints the errors of notifications whose parameters are wrong.
    console.error = () => undefined;
    try {
      const { connection } = client;
      await client.initialize(
        {
          ...PULL_CLIENT,
          workspace: {
            ...PULL_CLIENT.workspace,
            fileOperations: { didCreate: true, didDelete: true, didRename: true },
          },
        },
        'file:///w',
      );
      await client.open(GOOD, FIRST.sampleText);
      await client.open(OWN, document.text, document.vocabulary === 0 ? 'vpc' : 'xml');
      const answers: Promise<unknown>[] = [];
      for (const { method, params } of messages) {
        // What is no object is refused by the transport.
        const own = typeof params === 'object' && params !== null ? params : {};
        if (method in NOTIFICATIONS) await connection.sendNotification(method, own);
        // A refusal is an answer, too.
        else answers.push(connection.sendRequest(method, own).catch(() => null));
      }
      await Promise.all(answers);
      await client.close(GOOD);
      await client.open(GOOD, FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
      const report = await client.pull(GOOD);
      assert.ok(
        report.kind === 'full' && report.items.some(({ code }) => code === 'vpc/code-value'),
        'another document',
      );
      const own = { textDocument: { uri: GOOD }, ...{ position: { line: 1, character: 2 } } };
      assert.match(JSON.stringify(await connection.sendRequest('textDocument/hover', own)), /PatchData/);
    } finally {
      console.error = error;
      await client.stop();
    }
  },
  testRuns: 100,
});

const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const bodies = fc.oneof(
  sent.map(({ method, params }) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })),
  mutatedJson({ jsonrpc: '2.0', id: 1, method: 'a', params: { a: [1] }, result: null }).map(
    (value) => JSON.stringify(value) ?? '',
  ),
  fc.constantFrom(
    '{"jsonrpc":"2.0","method":"$/cancelRequest"}',
    '{"jsonrpc":"2.0","id":7,"method":"$/setTrace"}',
    '[]',
    'null',
    '',
  ),
  fc.string(),
);
const HEADERS = [
  'Content-Length: 5\r\n\r\n',
  'Content-Length: -1\r\n\r\n',
  'content-length:9\r\nX: y\r\n\r\n',
  '\r\n\r\n',
  '\r',
  '\n',
  '{}',
  'Content-Length: 1e3\r\n\r\n',
  'Content-Length: 00000000000000000003\r\n\r\n',
];

/** Messages, right and wrong, and headers that are wrong or out of place. */
export const pieces: fc.Arbitrary<string[]> = fc.array(
  fc.oneof({ weight: 6, arbitrary: bodies.map(frame) }, { weight: 1, arbitrary: fc.constantFrom(...HEADERS) }),
  { maxLength: 6 },
);

/** A stream gives the same messages in whatever parts it comes, and ends only with an error of its framing. */
export const frameTarget = target({
  name: 'frames',
  inputs: fc.record({
    pieces,
    parts: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
  }),
  run({ pieces: sentPieces, parts }) {
    const bytes = Buffer.from(sentPieces.join(''));
    const whole = bodiesIn(bytes, [bytes.length || 1]);
    assert.deepEqual(bodiesIn(bytes, parts), whole);
    const isBroken = sentPieces.some((piece) => HEADERS.includes(piece));
    if (!isBroken) assert.equal(whole.length, sentPieces.length);
  },
  testRuns: 3_000,
});

function bodiesIn(bytes: Buffer, parts: readonly number[]): string[] {
  const found: string[] = [];
  const splitter = new FrameSplitter((body) => {
    const read = readMessage(body);
    found.push(JSON.stringify(read));
  });
  try {
    for (let at = 0, part = 0; at < bytes.length; part++) {
      const size = parts[part % parts.length]!;
      splitter.push(bytes.subarray(at, at + size));
      at += size;
    }
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
  }
  return found;
}
