import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { FIRST, SECOND } from '../support/vocabularies';

describe('vpc compare', () => {
  const edition = (state: string, id: string, published: string) => {
    const product = [{ 'product-id': 'Batch', 'product-version': ['8.2'], state }];
    return publicationText(
      FIRST,
      [
        { 'patch-id': 'KB1', title: 'A | B', released: '2025-12-09T08:00:00Z', product },
        { 'patch-id': id, title: id, released: '2025-12-09T08:00:00Z', product },
      ],
      {
        published,
      },
    );
  };
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({
      'old.xml': edition('Approved', 'KB2', '2026-01-01T00:00:00Z'),
      'new.xml': edition('Not Approved', 'KB3', '2026-02-01T00:00:00Z'),
      'other.xml': '<a/>',
      [SECOND.sampleName]: SECOND.sampleText,
    });
  });
  after(() => folder.remove());

  const comparing = (...args: string[]) => folder.vpc(['compare', ...args]);

  it('prints the changes as text', async () => {
    assert.deepEqual(await comparing('old.xml', 'new.xml'), {
      code: 0,
      err: '',
      out: `from old.xml (2026-01-01T00:00:00Z)
to   new.xml (2026-02-01T00:00:00Z)

Patches added:
  Microsoft KB3 (KB3)

Patches removed:
  Microsoft KB2 (KB2)

Patches changed:
  Microsoft KB1 (A | B)
    Batch 8.2: Approved -> Not Approved (withdrawn)

2 regressions
`,
    });
  });

  it('writes Markdown', async () => {
    const { out } = await comparing('old.xml', 'new.xml', '--format', 'markdown');
    assert.match(
      out,
      /^# old\.xml → new\.xml\n\n2 regressions\n\n## Regressions\n\n\| Patch vendor \| Patch \| Product \| State \| Remark \|\n/,
    );
    assert.match(out, /^\| Microsoft \| KB1 \| Batch 8\.2 \| Approved → Not Approved \| withdrawn \|$/m);
  });

  it('writes JSON', async () => {
    const { out } = await comparing('old.xml', 'new.xml', '--format', 'json');
    const { version, before, patches, regressions } = JSON.parse(out) as Record<string, Record<string, unknown[]>>;
    assert.deepEqual([version, before!.path], [1, 'old.xml']);
    const [{ states, ...removed }] = patches!.removed as [{ states: unknown[] }];
    assert.deepEqual(removed, { vendor: 'Microsoft', id: 'KB2', title: 'KB2', fields: [] });
    assert.equal(states.length, 1);
    assert.equal(regressions!.states!.length, 2);
  });

  it('exits with 1 for regressions with --fail-on-regression', async () => {
    assert.equal((await comparing('old.xml', 'new.xml', '--fail-on-regression')).code, 1);
    assert.equal((await comparing('old.xml', 'old.xml', '--fail-on-regression')).code, 0);
    assert.match((await comparing('old.xml', 'old.xml')).out, /\n\nNo differences\n$/);
  });

  it('uses the given profile', async () => {
    const own = ['--profile', SECOND.profilePath];
    assert.equal((await comparing(SECOND.sampleName, SECOND.sampleName, ...own)).code, 0);
  });

  it('reports files that are not VPC files or cannot be read', async () => {
    assert.deepEqual(await comparing('old.xml', 'none.xml'), {
      code: 3,
      out: '',
      err: 'vpc: none.xml: Cannot be read: no such file\nvpc: Nothing to compare: no file of none.xml could be read\n',
    });
    const { code, err } = await comparing('other.xml', 'new.xml');
    assert.equal(code, 3);
    assert.match(
      err,
      /^vpc: other\.xml: Not a VPC file: .*\nvpc: Nothing to compare: no file of other\.xml could be read\n$/,
    );
  });

  it('writes the format of the extension, and no other', async () => {
    const folder = await CliFolder.with({ 'a.xml': FIRST.sampleText, 'b.xml': FIRST.sampleText });
    try {
      const compared = (...args: string[]) => folder.vpc(['compare', 'a.xml', 'b.xml', ...args]);
      const starts = { 'c.html': /^<!doctype html>/, 'c.json': /^\{/, 'c.md': /^# /, 'c.txt': /^from a\.xml/ };
      for (const [name, start] of Object.entries(starts)) {
        assert.equal((await compared('--output', name)).code, 0, name);
        assert.match(await folder.read(name), start);
      }
      assert.match((await compared('--format', 'html')).out, /^<!doctype html>/);
      const unknown = await compared('--output', 'c.xlsx');
      assert.deepEqual(
        [unknown.code, unknown.err],
        [2, 'vpc: Unknown extension of --output c.xlsx. Use one of .txt, .html, .json, .md, .markdown\n'],
      );
      const other = await compared('--output', 'c.html', '--format', 'json');
      assert.deepEqual(
        [other.code, other.err],
        [2, 'vpc: --output c.html does not fit --format json. Leave one of the two out\n'],
      );
    } finally {
      await folder.remove();
    }
  });
});
