/** Versions times platforms: a small file must not become millions of statements, and a note says what is left out. */
import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

const numbers = (count: number, name = ''): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);

/** A publication with a patch for each list of versions and platforms. */
function text(test: TestVocabulary, supplier: string, patches: readonly (readonly [string[], string[]])[]): string {
  return publicationText(
    test,
    patches.map(([versions, platforms], at) => ({
      'patch-id': `KB${at + 1}`,
      product: [{ 'product-id': 'Batch', 'product-version': versions, platform: platforms, state: 'Approved' }],
    })),
    { supplier },
  );
}

interface Json {
  readonly notes: readonly { readonly kind: string; readonly path?: string; readonly message: string }[];
  readonly sources: readonly { readonly supplier: string }[];
}

for (const test of BOTH) {
  describe(`versions times platforms, ${test.title}`, () => {
    let folder: CliFolder;
    before(async () => {
      folder = await CliFolder.with({
        ...test.ownFiles,
        'vpc.config.json': JSON.stringify({ schema: 'vpc.xsd', profile: 'profile.json' }),
        'good.vpc.xml': text(test, 'Acme', [[['8.2'], ['Windows 11']]]),
        'entry.vpc.xml': text(test, 'Beta', [
          [['8.2'], ['Windows 11']],
          [numbers(1500), numbers(1500)],
        ]),
        'sum.vpc.xml': text(
          test,
          'Gamma',
          numbers(101).map((patch) => [numbers(100, `${patch}.`), numbers(100, 'Windows ')] as const),
        ),
      });
    });
    after(() => folder.remove());

    it('lint says which statement is for too many', async () => {
      const { code, out } = await folder.vpc(['lint', '--format', 'compact', 'entry.vpc.xml']);
      assert.equal(code, 1);
      const [line] = out.split('\n').filter((found) => found.endsWith('[vpc/duplicate-product]'));
      assert.match(
        line!,
        /^entry\.vpc\.xml:\d+:\d+: error: This statement is for 2250000 combinations of version and platform, more than 10000: /,
      );
    });

    it('the matrix shows nothing of such a file, and says so', async () => {
      const { code, out, err } = await folder.vpc(['matrix', '--format', 'json', '.']);
      assert.equal(code, 3);
      const { notes, sources } = JSON.parse(out) as Json;
      assert.deepEqual(
        sources.map(({ supplier }) => supplier),
        ['Acme'],
      );
      const limits = notes.filter(({ kind }) => kind === 'limit');
      assert.deepEqual(
        limits.map(({ path }) => path),
        ['entry.vpc.xml', 'sum.vpc.xml'],
      );
      const [entry, sum] = limits.map(({ message }) => message);
      const [, text, line] = /^(.*) Line (\d+)$/.exec(entry!)!;
      assert.equal(
        text,
        'Nothing of this file is shown: a statement is for more than 10000 combinations of version and platform. Divide it.',
      );
      // The start of the statement: after the identifier of its patch, before its versions.
      const lines = (await folder.read('entry.vpc.xml')).split('\n');
      const before = lines.slice(0, Number(line) - 1);
      assert.ok(before.some((found) => found.includes('KB2')) && !before.some((found) => found.includes('1499')));
      assert.match(lines[Number(line) - 1]!, /^ *<[\w:]+( [^>]*)?>$/);
      assert.equal(
        sum,
        'Nothing of this file is shown: its statements are for 1010000 combinations of patch, product, version and platform; the limit is 1000000. Divide the file.',
      );
      for (const message of [entry, sum]) assert.ok(err.includes(message!));
    });

    it('a comparison says so, too', async () => {
      const { code, err } = await folder.vpc(['compare', 'good.vpc.xml', 'entry.vpc.xml']);
      assert.equal(code, 3);
      assert.match(err, /^vpc: entry\.vpc\.xml: Nothing of this file is shown: a statement is for more than 10000/m);
    });

    it('set changes other patches, and not this one', async () => {
      const set = (id: string) =>
        folder.vpc([
          'set',
          'entry.vpc.xml',
          '--dry-run',
          '--patch',
          id,
          '--product',
          'Batch',
          '--state',
          'Not Approved',
        ]);
      assert.equal((await set('KB1')).code, 0);
      const { code, err } = await set('KB2');
      assert.equal(code, 1);
      assert.match(err, /has too many versions and platforms \(more than 10000\)/);
    });
  });
}
