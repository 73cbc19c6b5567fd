import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { SECOND } from '../support/vocabularies';

describe('vpc new', () => {
  const NAME = 'Example-Controls_VPC_2026-03-10.xml';
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      'own/profile.json': JSON.stringify(SECOND.profile),
      'own/kompat.xsd': SECOND.schemaText,
      'products.csv': 'id;version;platform\nBatch;8.2;Windows Server 2022\n',
      'products-without-id.csv': 'version\n8.2\n',
    });
  });
  afterEach(() => folder.remove());

  const making = (...args: string[]) => folder.vpc(['new', '--supplier', 'Example Controls', ...args]);

  it('writes a file with its conventional name that lacks only values', async () => {
    const { code, err } = await making('--date', '2026-03-10', '--products', 'products.csv');
    assert.equal(code, 0, err);
    assert.match(err, new RegExp(`^${NAME}: created`));
    assert.match(await folder.read(NAME), /<ID>Batch<\/ID>\n {8}<Version>8.2/);
    const lint = await folder.vpc(['lint', '--format', 'json', NAME]);
    const { files } = JSON.parse(lint.out) as { files: { diagnostics: { code: string }[] }[] };
    const codes = new Set(files[0]!.diagnostics.map((diagnostic) => diagnostic.code));
    assert.deepEqual([...codes].sort(), ['vpc/empty-value', 'xsd/cvc-datatype-valid.1.2.1']);
  });

  it('follows the given schema and profile', async () => {
    const own = ['--schema', 'own/kompat.xsd', '--profile', 'own/profile.json'];
    const { code, err } = await making('--date', '2026-03-10', ...own);
    assert.equal(code, 0, err);
    assert.match(await folder.read('20260310.Example-Controls.kompat.xml'), /<Anbieter>Example Controls<\/Anbieter>/);
  });

  it('uses the current date without --date', async () => {
    await making();
    const today = new Date().toISOString().slice(0, 10);
    assert.ok(
      (await folder.files()).some((name) => name.includes(today)),
      today,
    );
  });

  it('does not replace an existing file', async () => {
    await making('--date', '2026-03-10');
    const { code, err } = await making('--date', '2026-03-10');
    assert.equal(code, 2);
    assert.match(err, /already exists/);
  });

  for (const date of ['10.3.2026', '2026-02-30', '2026-3-1']) {
    it(`rejects ${date}`, async () => {
      const { code, err } = await making('--date', date);
      assert.equal(code, 2);
      assert.match(err, /not a valid date; use the form 2026-03-10/);
    });
  }

  it('reports problems of the product list and writes nothing', async () => {
    const before = await folder.files();
    const { code, err } = await making('--products', 'products-without-id.csv');
    assert.equal(code, 3);
    assert.match(err, /^products-without-id.csv:1: error: Missing column "id"/);
    assert.deepEqual(await folder.files(), before);
  });
});
