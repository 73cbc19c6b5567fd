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
        { 'patch-id': 'KB1', title: 'A | B', product },
        { 'patch-id': id, product },
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

  it('tells people what has changed', async () => {
    assert.deepEqual(await comparing('old.xml', 'new.xml'), {
      code: 0,
      err: '',
      out: `from old.xml (2026-01-01T00:00:00Z)
to   new.xml (2026-02-01T00:00:00Z)

Patches added:
  Microsoft KB3

Patches removed:
  Microsoft KB2

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
      /^# old\.xml → new\.xml\n\n2 regressions\n\n## Patches added\n\n\| Vendor \| Patch \| Title \|\n/,
    );
    assert.match(out, /^\| Microsoft \| KB1 \| Batch 8\.2 \| Approved → Not Approved \| withdrawn \|$/m);
  });

  it('writes JSON', async () => {
    const { out } = await comparing('old.xml', 'new.xml', '--format', 'json');
    const { version, before, patches, regressions } = JSON.parse(out) as Record<string, Record<string, unknown[]>>;
    assert.deepEqual([version, before!.path], [1, 'old.xml']);
    assert.deepEqual(patches!.removed, [{ vendor: 'Microsoft', id: 'KB2', title: '' }]);
    assert.equal(regressions!.states!.length, 1);
  });

  it('ends with 1 on regressions where that is asked', async () => {
    assert.equal((await comparing('old.xml', 'new.xml', '--fail-on-regression')).code, 1);
    assert.equal((await comparing('old.xml', 'old.xml', '--fail-on-regression')).code, 0);
    assert.match((await comparing('old.xml', 'old.xml')).out, /\n\nNo differences\n$/);
  });

  it('takes the profile of the user', async () => {
    const own = ['--profile', SECOND.profilePath];
    assert.equal((await comparing(SECOND.sampleName, SECOND.sampleName, ...own)).code, 0);
  });

  it('says what is no VPC file and what cannot be read', async () => {
    assert.deepEqual(await comparing('old.xml', 'none.xml'), {
      code: 3,
      out: '',
      err: 'vpc: cannot read none.xml: no such file\n',
    });
    const { code, err } = await comparing('other.xml', 'new.xml');
    assert.deepEqual([code, err], [3, 'vpc: other.xml is not a VPC file: its root element is another\n']);
  });
});
