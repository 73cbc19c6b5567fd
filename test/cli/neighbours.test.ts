/** What the files beside those of a run say. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Neighbour } from '../../server/src/cli/neighbours/neighbour';
import { Neighbours } from '../../server/src/cli/neighbours/neighbours';
import { fileAt } from '../../server/src/cli/neighbours/walk';
import { IDENTIFIER_KINDS } from '../../server/src/vpc/identifiers/kinds';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';
import { recordOf } from '../support/workspace';

for (const vocabulary of BOTH) {
  describe(`files beside those of a run, ${vocabulary.title}`, () => {
    const edition = (id: string, published = '2026-01-15T08:00:00Z', supplier = 'Northwind') =>
      publicationText(vocabulary, [{ 'patch-id': id }], { published, supplier, 'document-version': '1' });
    let folder: CliFolder;
    const at = (name: string) => join(folder.path, name);
    const beside = (...names: string[]) => new Neighbours(names.map(at), vocabulary.vocabulary, { cwd: at('here') });
    const suppliers = (neighbours: Neighbours, but: string) =>
      neighbours.elsewhere(at(but)).files.map(({ supplier }) => supplier);

    beforeEach(async () => {
      folder = await CliFolder.with({
        'here/a.xml': edition('KB1', '2026-01-15T08:00:00Z', 'A'),
        'here/deep/er/b.xml': edition('KB2', '2026-03-15T08:00:00Z', 'B'),
        'here/.git/c.xml': edition('KB3', '2026-01-15T08:00:00Z', 'Hidden'),
        'here/other.xml': '<other/>',
        'here/empty.xml': '',
        'there/d.xml': edition('KB4', '2026-02-15T08:00:00Z', 'D'),
        'there/e.xml': edition('KB5', '2025-02-15T08:00:00Z', 'E'),
        'there/deep/f.xml': edition('KB6', '2025-02-15T08:00:00Z', 'F'),
      });
    });
    afterEach(() => folder.remove());

    it('are those below the current folder, the one that was published last first', () => {
      assert.deepEqual(suppliers(beside('here/a.xml'), 'here/a.xml'), ['B']);
      assert.deepEqual(suppliers(beside('here/new.xml'), 'here/new.xml'), ['B', 'A']);
    });

    it('are those of the run and those beside them where they lie outside', () => {
      assert.deepEqual(suppliers(beside('there/d.xml'), 'there/d.xml'), ['E']);
      assert.deepEqual(suppliers(beside('there/d.xml', 'here/deep/er/b.xml'), 'there/d.xml'), ['B', 'A', 'E']);
      assert.deepEqual(suppliers(beside('there/d.xml', 'there/deep/f.xml'), 'there/d.xml'), ['F', 'E']);
    });

    it('are not looked for before somebody asks, and read again when they were written', async () => {
      const neighbours = beside('here/a.xml');
      const elsewhere = neighbours.elsewhere(at('here/a.xml'));
      assert.equal(elsewhere.complete, true);
      await writeFile(at('here/late.xml'), edition('KB8', '2026-05-15T08:00:00Z', 'Late'));
      assert.deepEqual(suppliers(neighbours, 'here/a.xml'), ['Late', 'B']);
      await writeFile(at('here/late.xml'), edition('KB9', '2026-01-15T08:00:00Z', 'Later'));
      neighbours.wasWritten(at('here/late.xml'));
      const { files } = neighbours.elsewhere(at('here/a.xml'));
      assert.deepEqual(
        files.map((file) => [file.supplier, file.describes('KB8'), file.describes('KB9')]),
        [
          ['B', false, false],
          ['Later', false, true],
        ],
      );
    });

    const name = 'KB5075906';
    const vendor = vocabulary.vocabulary.nameOf('publication', 'patch-vendor')!;
    const texts: Readonly<Record<string, string | Uint8Array>> = {
      plain: edition(name),
      'in the sample': vocabulary.sampleText,
      'behind a byte order mark': `\ufeff${edition(name)}`,
      'with a comment in it': edition('KB0').replace('KB0', 'KB5075<!-- -->906'),
      'in a CDATA section': edition('KB0').replace('KB0', 'KB5075<![CDATA[906]]>'),
      'with a processing instruction in it': edition('KB0').replace('KB0', 'KB5075<?x y?>906'),
      'with a reference to a character': edition('KB0').replace('KB0', '&#75;B5075906'),
      'between blanks': edition('KB0').replace('KB0', `\n  ${name}\n`),
      'in UTF-16': Buffer.from(`\ufeff${edition(name)}`, 'utf16le'),
      'in a reference only': edition('KB0').replace('KB0', `KB0<!-- ${name} -->`),
      'behind a long head': edition(name).replace(new RegExp(`(?=<[^<]*${vendor})`), ' '.repeat(20_000)),
    };
    for (const [title, text] of Object.entries(texts)) {
      it(`say what they say: a patch ${title}`, async () => {
        await writeFile(at('here/a.xml'), text);
        const uri = pathToFileURL(at('here/a.xml')).href;
        const plain =
          typeof text === 'string' ? text.replace(/^\ufeff/, '') : Buffer.from(text).toString('utf16le').slice(1);
        const record = recordOf(uri, plain, vocabulary)!;
        const keeper = { keep: () => undefined };
        const read = () => Neighbour.at(fileAt(at('here/a.xml'))!, vocabulary.vocabulary, keeper)!;
        const facts = read();
        for (const id of [name, 'KB0', 'KB5075', 'KB 1', '', ...record.values('patch')]) {
          assert.equal(read().describes(id), record.describes(id), id);
          assert.equal(facts.describes(id), record.describes(id), id);
          assert.deepEqual(facts.patches(id), record.patches(id));
          for (const maker of [...record.values('vendor'), 'Nobody']) {
            assert.deepEqual(facts.products(maker, id), record.products(maker, id));
          }
        }
        const { supplier, published, documentId, documentVersion } = record;
        assert.deepEqual(
          [facts.uri, facts.supplier, facts.published, facts.documentId, facts.documentVersion],
          [uri, supplier, published, documentId, documentVersion],
        );
        for (const kind of IDENTIFIER_KINDS) {
          for (const value of record.values(kind)) {
            assert.deepEqual(facts.named(kind, value), record.named(kind, value));
            assert.deepEqual(facts.first(kind, value), record.first(kind, value));
          }
          assert.deepEqual([...facts.values(kind)], [...record.values(kind)]);
        }
        facts.release();
        assert.deepEqual([...facts.allPatches()], [...record.allPatches()]);
      });
    }

    it('say the same after many questions', () => {
      const facts = Neighbour.at(fileAt(at('here/a.xml'))!, vocabulary.vocabulary, { keep: () => undefined })!;
      for (let index = 0; index < 20; index++) assert.equal(facts.describes(`KB${index}`), index === 1);
    });
  });
}

describe('vpc lint --fix', () => {
  it('raises the versions of editions one after the other', async () => {
    const edition = (month: string) =>
      publicationText(FIRST, [], {
        published: `2026-${month}-15T08:00:00Z`,
        'document-id': 'NW',
        'document-version': '7',
      });
    const names = ['01', '02', '03'].map((month) => `Northwind_VPC_2026-${month}-15.xml`);
    const folder = await CliFolder.with(Object.fromEntries(names.map((name) => [name, edition(name.slice(19, 21))])));
    try {
      const { code } = await folder.vpc(['lint', '--fix', '--fail-on', 'warning', '.']);
      assert.equal(code, 0);
      const element = FIRST.vocabulary.nameOf('publication', 'document-version')!;
      const versions = await Promise.all(names.map((name) => folder.read(name)));
      assert.deepEqual(
        versions.map((text) => new RegExp(`<${element}>(.*)</`).exec(text)?.[1]),
        ['7', '8', '9'],
      );
    } finally {
      await folder.remove();
    }
  });
});
