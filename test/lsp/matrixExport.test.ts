/** What the page shows besides cells must be in its exports, too: notes on files, and further columns. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  MATRIX_EXPORT,
  MATRIX_OPEN,
  type MatrixExportParams,
  type MatrixExportResult,
  type MatrixOpenResult,
} from '../../server/src/lsp/protocol/index';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const WHOLE = publicationText(FIRST, [
  {
    ...{ 'patch-id': 'KB1', title: 'First', vulnerability: 'CVE-2026-21519', reboot: 'true' },
    product: [{ 'product-id': 'A', state: 'Approved' }],
  },
]);
const CUT = WHOLE.slice(0, WHOLE.indexOf('CVE-2026-21519'));

describe('an export of the matrix page', () => {
  let client: LspClient;
  let folder: string;
  let opened: MatrixOpenResult;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-export-'));
    await writeFile(join(folder, 'whole.vpc.xml'), WHOLE);
    await writeFile(join(folder, 'cut.vpc.xml'), CUT);
    client = startInProcess();
    const base = pathToFileURL(folder).href;
    await client.initialize(PULL_CLIENT, base);
    const uris = ['whole', 'cut'].map((name) => `${base}/${name}.vpc.xml`);
    opened = await client.connection.sendRequest(MATRIX_OPEN, { id: 'm', scope: { kind: 'documents', uris } });
  });

  after(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const exported = async (params: Omit<MatrixExportParams, 'id'>): Promise<string> =>
    (await client.connection.sendRequest<MatrixExportResult>(MATRIX_EXPORT, { id: 'm', ...params })).text;

  it('has the notes that the page shows', async () => {
    assert.equal(opened!.notes.find(({ kind }) => kind === 'truncated')?.uri?.endsWith('/cut.vpc.xml'), true);
    for (const format of ['html', 'markdown', 'json'] as const)
      assert.match(await exported({ format }), /Nothing of this file is shown: it is cut off/, format);
  });

  it('has the columns that are shown on demand, and only then', async () => {
    const fields = ['cves', 'restart'] as const;
    assert.match(await exported({ format: 'csv', fields }), /,CVE-2026-21519,yes,/);
    assert.ok(!(await exported({ format: 'csv' })).includes('CVE-2026-21519'));
    assert.match(await exported({ format: 'markdown', fields }), /CVE-2026-21519/);
    assert.match(await exported({ format: 'html', fields }), /CVE-2026-21519/);
  });
});
