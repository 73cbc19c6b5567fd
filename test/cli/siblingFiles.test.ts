/** The other files that rules can use. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SiblingFile } from '../../server/src/cli/siblingFiles/siblingFile';
import { SiblingFiles } from '../../server/src/cli/siblingFiles/siblingFiles';
import { fileAt } from '../../server/src/cli/folders';
import { IDENTIFIER_KINDS } from '../../server/src/domain/identifiers/kinds';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';
import { recordOf } from '../support/workspace';

for (const vocabulary of BOTH) {
  describe(`sibling files of a run, ${vocabulary.title}`, () => {
    const edition = (id: string, published = '2026-01-15T08:00:00Z', supplier = 'Northwind') =>
      publicationText(vocabulary, [{ 'patch-id': id }], { published, supplier, 'document-version': '1' });
    let folder: CliFolder;
    const at = (name: string) => join(folder.path, name);
    const siblingsOf = (...names: string[]) =>
      new SiblingFiles(names.map(at), vocabulary.vocabulary, { cwd: at('here') });
    const suppliers = (siblings: SiblingFiles, but: string) =>
      siblings.others(at(but)).files.map(({ supplier }) => supplier);

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

    it('are the files below the current folder, latest first', () => {
      assert.deepEqual(suppliers(siblingsOf('here/a.xml'), 'here/a.xml'), ['B']);
      assert.deepEqual(suppliers(siblingsOf('here/new.xml'), 'here/new.xml'), ['B', 'A']);
    });

    it('are the files of the run and of their folders, if those are outside the current folder', () => {
      assert.deepEqual(suppliers(siblingsOf('there/d.xml'), 'there/d.xml'), ['E']);
      assert.deepEqual(suppliers(siblingsOf('there/d.xml', 'here/deep/er/b.xml'), 'there/d.xml'), ['B', 'A', 'E']);
      assert.deepEqual(suppliers(siblingsOf('there/d.xml', 'there/deep/f.xml'), 'there/d.xml'), ['F', 'E']);
    });

    it('are searched on the first question, and read again after they were written', async () => {
      const siblings = siblingsOf('here/a.xml');
      const others = siblings.others(at('here/a.xml'));
      assert.equal(others.complete, true);
      await writeFile(at('here/late.xml'), edition('KB8', '2026-05-15T08:00:00Z', 'Late'));
      assert.deepEqual(suppliers(siblings, 'here/a.xml'), ['Late', 'B']);
      await writeFile(at('here/late.xml'), edition('KB9', '2026-01-15T08:00:00Z', 'Later'));
      siblings.wasWritten(at('here/late.xml'));
      const { files } = siblings.others(at('here/a.xml'));
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
      'in another spelling': edition('kb5075906'),
      'without a prefix': edition('5075906'),
      'with full-width digits': edition('KB５０７５９０６'),
      'with an invisible character': edition('KB507\u200b5906'),
      'in the sample': vocabulary.sampleText,
      'after a byte order mark': `\ufeff${edition(name)}`,
      'with a comment in it': edition('KB0').replace('KB0', 'KB5075<!-- -->906'),
      'in a CDATA section': edition('KB0').replace('KB0', 'KB5075<![CDATA[906]]>'),
      'with a processing instruction in it': edition('KB0').replace('KB0', 'KB5075<?x y?>906'),
      'with a reference to a character': edition('KB0').replace('KB0', '&#75;B5075906'),
      'between blanks': edition('KB0').replace('KB0', `\n  ${name}\n`),
      'in UTF-16': Buffer.from(`\ufeff${edition(name).replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      'in a reference only': edition('KB0').replace('KB0', `KB0<!-- ${name} -->`),
      'after a long head': edition(name).replace(new RegExp(`(?=<[^<]*${vendor})`), ' '.repeat(20_000)),
    };
    for (const [title, text] of Object.entries(texts)) {
      it(`agree with the index of the workspace: a patch ${title}`, async () => {
        await writeFile(at('here/a.xml'), text);
        const uri = pathToFileURL(at('here/a.xml')).href;
        const plain =
          typeof text === 'string' ? text.replace(/^\ufeff/, '') : Buffer.from(text).toString('utf16le').slice(1);
        const record = recordOf(uri, plain, vocabulary)!;
        const keeper = {
          use: () => undefined,
          isOwnersFile: () => false,
          hasEnded: () => assert.fail(),
          hasEncodingProblems: () => assert.fail(),
        };
        const read = () => SiblingFile.at(fileAt(at('here/a.xml'))!, vocabulary.vocabulary, keeper)!;
        const facts = read();
        for (const id of [name, 'KB0', 'KB5075', 'KB 1', '', ...record.values('patch')]) {
          assert.equal(read().describes(id), record.describes(id), id);
          assert.equal(facts.describes(id), record.describes(id), id);
          assert.deepEqual(facts.patchesNamed(id), record.patchesNamed(id));
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

    it('give the same answers after many questions', () => {
      const facts = SiblingFile.at(fileAt(at('here/a.xml'))!, vocabulary.vocabulary, {
        use: () => undefined,
        isOwnersFile: () => false,
        hasEnded: () => assert.fail(),
        hasEncodingProblems: () => assert.fail(),
      })!;
      for (let index = 0; index < 20; index++) assert.equal(facts.describes(`KB${index}`), index === 1);
    });
  });
}

describe('vpc lint, names in other files', () => {
  const edition = (published: string, supplier: string, vendor: string, id: string) =>
    publicationText(FIRST, [], {
      published: `${published}T12:00:00Z`,
      supplier,
      'patch-vendor': [
        {
          'vendor-id': vendor,
          patch: [
            {
              'patch-id': id,
              title: 'Update',
              released: '2026-01-13T07:00:00Z',
              product: [{ 'product-id': 'A', state: 'In Test' }],
            },
          ],
        },
      ],
    });
  const linted = async (files: Readonly<Record<string, string>>, ...args: string[]) => {
    const folder = await CliFolder.with(files);
    try {
      const { out } = await folder.vpc(['lint', '--format', 'json', ...args, '.']);
      const report = JSON.parse(out) as {
        files: { path: string; diagnostics: { code: string; message: string }[] }[];
      };
      return report.files.flatMap(({ path, diagnostics }) =>
        diagnostics.map(({ code, message }) => `${path} ${code} ${message.split('. ')[0]}`),
      );
    } finally {
      await folder.remove();
    }
  };

  it('reports a supplier with two spellings once, in the later file', async () => {
    const files = {
      'ALPHA_VPC_2026-03-20.xml': edition('2026-03-20', 'ALPHA', 'Microsoft', 'KB1'),
      'Alpha_VPC_2026-02-20.xml': edition('2026-02-20', 'Alpha', 'Microsoft', 'KB1'),
    };
    assert.deepEqual(await linted(files), [
      'ALPHA_VPC_2026-03-20.xml vpc/spelling "ALPHA" is spelled "Alpha" in other files, such as Alpha_VPC_2026-02-20.xml',
    ]);
  });

  it('reports a patch with three spellings, and a vendor, in the files that do not have the usual one', async () => {
    const files = {
      'Alpha_VPC_2026-02-20.xml': edition('2026-02-20', 'Alpha', 'Microsoft', 'KB5000001'),
      'Beta_VPC_2026-02-20.xml': edition('2026-02-20', 'Beta', 'Microsoft', 'kb5000001'),
      'Delta_VPC_2026-02-20.xml': edition('2026-02-20', 'Delta', 'MICROSOFT', '5000001'),
    };
    const usual = 'in other files, such as Alpha_VPC_2026-02-20.xml';
    assert.deepEqual(await linted(files), [
      `Beta_VPC_2026-02-20.xml vpc/spelling "kb5000001" is spelled "KB5000001" ${usual}`,
      `Delta_VPC_2026-02-20.xml vpc/spelling "MICROSOFT" is spelled "Microsoft" ${usual}`,
      `Delta_VPC_2026-02-20.xml vpc/spelling "5000001" is spelled "KB5000001" ${usual}`,
    ]);
  });

  it('takes the name of the configuration for the usual one', async () => {
    const files = {
      'vpc.config.json': JSON.stringify({ aliases: { suppliers: { 'Beta Controls': ['Beta'] } } }),
      'Beta_VPC_2026-01-20.xml': edition('2026-01-20', 'Beta', 'Microsoft', 'KB1'),
      'Beta_VPC_2026-02-20.xml': edition('2026-02-20', 'Beta', 'Microsoft', 'KB2'),
      'Beta-Controls_VPC_2026-03-20.xml': edition('2026-03-20', 'Beta Controls', 'Microsoft', 'KB3'),
    };
    const found = '"Beta" is spelled "Beta Controls" in the configuration, and in several ways in the files';
    assert.deepEqual(await linted(files), [
      `Beta_VPC_2026-01-20.xml vpc/spelling ${found}`,
      `Beta_VPC_2026-02-20.xml vpc/spelling ${found}`,
    ]);
  });

  it('compares an edition with the previous one under another spelling', async () => {
    const approved = edition('2026-02-20', 'Alpha', 'Microsoft', 'KB1').replace('>In Test<', '>Approved<');
    const files = {
      'Alpha_VPC_2026-02-20.xml': approved,
      'Alpha_VPC_2026-03-20.xml': edition('2026-03-20', 'Alpha', 'Microsoft', 'kb1'),
    };
    const codes = (await linted(files)).map((line) => line.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(codes, [
      'Alpha_VPC_2026-02-20.xml vpc/state-date-missing',
      'Alpha_VPC_2026-03-20.xml vpc/spelling',
      'Alpha_VPC_2026-03-20.xml vpc/transition',
    ]);
  });
});

describe('vpc lint --fix', () => {
  it('increases the versions of editions one after the other', async () => {
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
