import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/language/diagnostics';
import { readProductList } from '../../server/src/exchange/products/productList';
import { RULES } from '../../server/src/rules/registry';
import { parse } from '../../server/src/xml/parser';
import { applied, loadSchema } from '../../server/src/xsd';
import { FIRST } from '../support/vocabularies';

const folder = join(__dirname, '..', '..', 'samples');
const { schema } = loadSchema([{ uri: 'vpc.xsd', text: FIRST.schemaText }], () => null);

/** Rules that a single file of a supplier cannot violate. */
const NEED_OTHER_FILES: ReadonlySet<string> = new Set([
  'vpc/edition-not-later',
  'vpc/owner-ahead-of-supplier',
  'vpc/owner-skipped-state',
  'vpc/owner-withdrawn-approval',
  'vpc/state-date-kept',
  'vpc/transition',
  'vpc/version-not-raised',
]);

/** The samples are from spring 2026. */
const NOW = Date.parse('2026-06-01T00:00:00Z');

/** `line code` of each problem of a sample. */
function problems(fileName: string): string[] {
  const tree = parse(readFileSync(join(folder, fileName), 'utf8'));
  const document = { tree, schema: applied(schema, ''), vocabulary: FIRST.vocabulary, fileName, now: NOW };
  return diagnostics(document).map(({ code, start }) => `${tree.positionAt(start).line + 1} ${code}`);
}

describe('the samples', () => {
  const files = readdirSync(folder).filter((name) => name.includes('_VPC_'));

  it('are files of two suppliers, one of them in two editions', () => {
    assert.equal(files.length, 3);
    assert.equal(new Set(files.map((name) => name.split('_')[0])).size, 2);
  });

  for (const file of files) {
    it(`${file} has no problems`, () => assert.deepEqual(problems(file), []));
  }

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    it(`${file} is a list of products`, () => {
      const { products, problems: listProblems } = readProductList(readFileSync(join(folder, file), 'utf8'));
      assert.ok(products.length >= 4);
      assert.deepEqual(listProblems, []);
    });
  }

  it('every-mistake.vpc.xml has exactly the problems that README.md lists, each on its own line', () => {
    const rows = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| (\d+) \| (\S+) \|/gm);
    const listed = Array.from(rows, ([, line, code]) => `${line} ${code}`);
    const found = problems('every-mistake.vpc.xml');
    assert.deepEqual(found, listed);
    const codes = new Set(found.map((row) => row.split(' ')[1]));
    const wanted = RULES.filter(({ id, preset }) => preset !== 'full' && !NEED_OTHER_FILES.has(id));
    assert.deepEqual(
      wanted.filter(({ id }) => !codes.has(id)).map(({ id }) => id),
      [],
    );
    assert.equal(new Set(listed.map((row) => row.split(' ')[0])).size, listed.length);
  });
});
