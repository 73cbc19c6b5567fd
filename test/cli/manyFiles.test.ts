import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Draft } from '../../server/src/domain/publicationText';
import { editionsFolder } from '../support/editionsFolder';
import { CliFolder } from '../support/cli';
import { countedReads } from '../support/fileReads';
import { publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

/** More than the smallest document that is streamed. */
const PATCHES = 150;

function patches(product: string): Draft<'patch'>[] {
  return Array.from({ length: PATCHES }, (_, index) => ({
    'patch-id': `KB${5_000_000 + index}`,
    title: `Update ${index}`,
    released: '2026-02-10T18:00:00Z',
    product: [
      { 'product-id': product, 'product-version': '1', state: 'Approved', 'state-date': '2026-02-12T08:00:00Z' },
    ],
  }));
}

/** A publication that names its schema. */
function text(test: TestVocabulary, schema: string, more: Draft<'publication'>, product = 'Batch'): string {
  const written = publicationText(test, patches(product), { 'document-version': '1', ...more });
  const namespace = test.profile.recognition.namespaces?.[0];
  const location =
    namespace === undefined ? `noNamespaceSchemaLocation="${schema}"` : `schemaLocation="${namespace} ${schema}"`;
  const attributes = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:${location}`;
  return written.replace(`<${test.vocabulary.rootName}`, (start) => start + attributes);
}

for (const test of BOTH) {
  describe(`vpc lint of many files, ${test.title}`, () => {
    let folder: CliFolder;
    afterEach(() => folder.remove());

    const config = JSON.stringify({ profile: 'profile.json', rules: { 'vpc/filename': 'off' } });
    const months = ['03', '04', '05'].map((month) => `2026-${month}-18T09:00:00Z`);

    it('reads schema, profile and configuration once, and each file once after its beginning', async () => {
      const files: Record<string, string> = { ...test.ownFiles, 'vpc.config.json': config };
      for (const supplier of ['a', 'b']) {
        for (const [index, published] of months.entries()) {
          const edition = { supplier, published, 'document-id': supplier, 'document-version': `${index + 1}` };
          files[`${supplier}/${index}/VPC.xml`] = text(test, '../../vpc.xsd', edition);
        }
      }
      folder = await CliFolder.with(files);
      const { whole, opened } = await countedReads(async () => {
        const { code, out } = await folder.vpc(['lint', '.']);
        assert.deepEqual([code, out], [0, '6 files checked, no problems\n']);
      });
      const counts = (reads: ReadonlyMap<string, number>): Record<string, number> =>
        Object.fromEntries(Object.keys(files).map((name) => [name, reads.get(join(folder.path, name)) ?? 0]));
      const documents = Object.keys(files).filter((name) => name.endsWith('VPC.xml'));
      assert.deepEqual(new Set(documents.map((name) => counts(whole)[name])), new Set([1]));
      assert.deepEqual(new Set(documents.map((name) => counts(opened)[name])), new Set([2]));
      for (const name of ['vpc.xsd', 'profile.json', 'vpc.config.json']) assert.equal(counts(opened)[name], 1, name);
    });

    it('finds in each what it finds in it alone', async () => {
      const product = (name: string): string => text(test, 'vpc.xsd', { 'document-id': name, supplier: name }, name);
      folder = await CliFolder.with({
        ...editionsFolder(test),
        ...test.ownFiles,
        'vpc.config.json': config,
        'one.vpc.xml': product('North Wind'),
        'other.vpc.xml': product('North-Wind'),
        'third.vpc.xml': product('North-Wind'),
        'broken.vpc.xml': product('Other').replace('</', '<'),
      });
      const args = ['--format', 'json', '--preset', 'full'];
      const filesIn = (out: string) => (JSON.parse(out) as { files: { path: string; diagnostics: unknown[] }[] }).files;
      const together = filesIn((await folder.vpc(['lint', '.', ...args])).out);
      assert.ok(JSON.stringify(together).includes('in other files, such as'));
      assert.ok(together.length >= 6);
      for (const file of together) {
        assert.deepEqual(filesIn((await folder.vpc(['lint', file.path, ...args])).out), [file]);
      }
    });
  });
}
