/** Applying tables in the editor: `vpc/matrix/apply`. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TextDocumentEdit } from 'vscode-languageserver';
import { base64Of, bytesOf } from '../../server/src/lsp/protocol/base64';
import {
  MATRIX_APPLY,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  type MatrixApplyResult,
  type MatrixExportResult,
} from '../../server/src/lsp/protocol/index';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import { rewritten, sheetsIn } from '../support/workbooks';

const TEXT = publicationText(FIRST, [
  { 'patch-id': 'KB1', title: 'First', product: [{ 'product-id': 'A', state: 'In Test' }] },
  { 'patch-id': 'KB2', title: 'Second', product: [{ 'product-id': 'A', state: 'Approved' }] },
]);

describe('a table that is applied in the editor', () => {
  let client: LspClient;
  let folder: string;
  let uri: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-apply-'));
    await writeFile(join(folder, 'a.vpc.xml'), TEXT);
    await writeFile(join(folder, 'vpc.config.json'), '{ "tables": { "columns": { "patch": "Nummer" } } }');
    client = startInProcess();
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
    uri = pathToFileURL(join(folder, 'a.vpc.xml')).href;
    await client.open(uri, TEXT);
    await client.connection.sendRequest(MATRIX_OPEN, { id: 'm', scope: { kind: 'documents', uris: [uri] } });
  });
  after(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const apply = (bytes: Uint8Array, sheet?: string): Promise<MatrixApplyResult> =>
    client.connection.sendRequest(MATRIX_APPLY, { uri, content: base64Of(bytes), ...(sheet && { sheet }) });
  const exported = async (): Promise<Uint8Array> => {
    const params = { id: 'm', format: 'xlsx' };
    const { text, fileName } = await client.connection.sendRequest<MatrixExportResult>(MATRIX_EXPORT, params);
    assert.equal(fileName, 'a.xlsx');
    return bytesOf(text);
  };
  const texts = ({ edit }: MatrixApplyResult): string[] =>
    ((edit.documentChanges ?? []) as TextDocumentEdit[]).flatMap(({ edits }) =>
      edits.map((one) => ('newText' in one ? one.newText : '')),
    );

  it('is the export of the matrix, unchanged or changed', async () => {
    const bytes = await exported();
    assert.ok('Matrix' in (await sheetsIn(bytes)));
    const nothing = { edit: {}, problems: [], notDone: [], notes: [], summary: { set: 0, added: 0, unchanged: 2 } };
    assert.deepEqual(await apply(bytes), nothing);
    const changed = await rewritten(bytes, ({ Matrix: rows }) => {
      rows![7]![9] = 'Approved';
      rows![8]![9] = 'Aproved';
    });
    const result = await apply(changed);
    assert.deepEqual(result.summary, { set: 1, added: 0, unchanged: 0 });
    assert.ok(texts(result).includes('Approved'), JSON.stringify(result.edit));
    assert.deepEqual(result.problems, [
      { at: 'Matrix!J9', reason: '"Aproved" is not a state of the profile. Expected: Approved, Not Approved.' },
    ]);
  });

  it('is a table with the columns of the configuration', async () => {
    const result = await apply(Buffer.from('Nummer;Produkt;Status;Kommentar\nKB1;A;;x\nKB3;A;OK;\n'));
    assert.deepEqual(result.summary, { set: 1, added: 0, unchanged: 0 });
    assert.match(result.problems[0]!.reason, /KB3/);
    assert.equal(result.problems[0]!.at, 'A3');
    assert.match(result.notes[0]!, /patch = A1 "Nummer"/);
  });

  it('is refused where it cannot be read', async () => {
    const { edit, problems } = await apply(Buffer.from('PK\x03\x04'));
    assert.deepEqual([edit, problems.length, problems[0]!.at], [{}, 1, '']);
    assert.match(problems[0]!.reason, /XLSX/);
    assert.match((await apply(Buffer.from('a;b'), 'x')).problems[0]!.reason, /^No sheet|no sheets/);
    const none = await client.connection.sendRequest<MatrixApplyResult>(MATRIX_APPLY, {
      uri: `${uri}.none`,
      content: '',
    });
    assert.equal(none.problems.length, 1);
  });
});
