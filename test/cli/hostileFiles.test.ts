import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIRST } from '../support/vocabularies';
import { CliFolder } from '../support/cli';
import { BudgetExceeded } from '../../server/src/xml/budget';
import { FileBudget } from '../../server/src/cli/fileBudget';

const hint = (location: string): string =>
  `<PatchData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${location}"/>`;

describe('vpc lint of hostile files', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({
      [FIRST.sampleName]: FIRST.sampleText,
      'a.vpc.xml': '',
      'deep.vpc.xml': `<PatchData>${'<Patch>'.repeat(3_000)}${'</Patch>'.repeat(3_000)}</PatchData>`,
      'ampersands.vpc.xml': `<PatchData>${'&'.repeat(200_000)}</PatchData>`,
      'comments.vpc.xml': `<PatchData>${'<!--'.repeat(100_000)}`,
    });
  });
  after(() => folder.remove());

  const MALFORMED =
    'is not the address of a file and is not followed. Write a relative path, with %25 for a percent sign.';
  const ELSEWHERE =
    'is on another computer or a device and is not followed. Copy the schema into the folder of this file.';
  for (const [location, problem] of [
    ['a%2Fb.xsd', MALFORMED],
    ['%zz.xsd', MALFORMED],
    ['a.xsd?x', MALFORMED],
    ['//host/share/a.xsd', ELSEWHERE],
    ['file://host/a.xsd', ELSEWHERE],
    ['/dev/zero', ELSEWHERE],
  ] as const) {
    it(`reads no schema at ${location}, says so there, and checks the other files`, async () => {
      await writeFile(join(folder.path, 'a.vpc.xml'), hint(location));
      const { code, out, err } = await folder.vpc(['lint', 'a.vpc.xml', FIRST.sampleName, '--format', 'compact']);
      assert.equal(code, 1);
      assert.equal(err, '');
      const line = `a.vpc.xml:1:97: warning: Schema location "${location}" ${problem} [xsd/schema-location]`;
      assert.ok(out.split('\n').includes(line), out);
      assert.match(out, /2 files checked: 1 error, 1 warning\n$/);
    });
  }

  it('reports once that elements are nested too deep', async () => {
    const { code, out } = await folder.vpc(['lint', 'deep.vpc.xml', '--format', 'compact']);
    assert.equal(code, 1);
    assert.equal(out.match(/nesting-limit/g)?.length, 1);
    assert.match(out, /^deep\.vpc\.xml:1:3590: error: Elements are nested more than 512 levels deep/m);
  });

  for (const name of ['ampersands', 'comments']) {
    it(`reports at most 10,000 problems of a file: ${name}`, async () => {
      const { code, out, err } = await folder.vpc(['lint', `${name}.vpc.xml`, FIRST.sampleName, '--format', 'compact']);
      assert.equal(code, 3);
      assert.match(
        err,
        new RegExp(
          `^vpc: ${name}\\.vpc\\.xml: \\d+ more problems are not reported; the limit is 10000 for each file$`,
          'm',
        ),
      );
      assert.match(out, /2 files checked: 10000 errors\n$/);
    });
  }
});

const N = 2_000;
const times = (text: (index: number) => string, count = N): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** What can be long in a document, without end tags, nested, in tags, in the DTD. */
const HOSTILE: Readonly<Record<string, string>> = {
  'mixed end tags': `<PatchData>${times((i) => `<a${i % 7}>`)}${times((i) => `</a${i % 5}>`)}`,
  'no end tags': `<PatchData>${'<Patch>'.repeat(N)}`,
  'only end tags': `<PatchData>${'</x>'.repeat(N)}</PatchData>`,
  attributes: `<PatchData ${times((i) => `a${i}="1" `)}/>`,
  'one attribute again and again': `<PatchData ${'a="1" '.repeat(N)}/>`,
  'namespace declarations': `<PatchData ${times((i) => `xmlns:p${i}="u${i}" `)}>${'<p1:a/>'.repeat(N)}</PatchData>`,
  'nested namespaces': `<PatchData>${times((i) => `<p${i}:a xmlns:p${i}="u${i}">`)}`,
  'less-than signs': '<'.repeat(N),
  quotes: `<PatchData a=${'"'.repeat(N)}`,
  'CDATA sections': `<PatchData>${'<![CDATA['.repeat(N)}`,
  'processing instructions': `<PatchData>${'<?a '.repeat(N)}`,
  'attributes that do not end': `<PatchData>${'<a b="'.repeat(N)}`,
  DOCTYPEs: '<!DOCTYPE x ['.repeat(N),
  'open parentheses in a DTD': `<!DOCTYPE x [<!ELEMENT a (${'('.repeat(N)}`,
  entities: `<!DOCTYPE PatchData [${times((i) => `<!ENTITY e${i} "x">`)}]><PatchData>${times((i) => `&e${i};`)}</PatchData>`,
  'entities in entities': `<!DOCTYPE PatchData [<!ENTITY a0 "lol">${times((i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`, 30)}]><PatchData>&a30;</PatchData>`,
};

describe('vpc lint of long documents', () => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    it(`reports problems, and checks the other file: ${name}`, async () => {
      const folder = await CliFolder.with({ 'a.vpc.xml': text, 'b.vpc.xml': '<PatchData/>' });
      try {
        const { code, out, err } = await folder.vpc(['lint', '--format', 'compact', 'a.vpc.xml', 'b.vpc.xml']);
        assert.equal(code, 1, err);
        assert.match(out, /^a\.vpc\.xml:1:\d+: error: /m);
        assert.match(out, /^b\.vpc\.xml:1:2: error: /m);
        assert.match(out, /^2 files checked: \d+ errors/m);
      } finally {
        await folder.remove();
      }
    });
  }
});

describe('the budget of a file', () => {
  it('says why it was stopped, and lets other errors pass', () => {
    const budget = new FileBudget(0);
    assert.equal(budget.exceeded(), null);
    assert.match(budget.reasonOf(new BudgetExceeded('time')), /^stopped after 0 s: the file takes too long$/);
    assert.match(budget.reasonOf(new BudgetExceeded('memory')), /too much memory/);
    assert.match(
      budget.reasonOf(new RangeError('Invalid string length')),
      /^stopped after 0 s: Invalid string length$/,
    );
    assert.match(budget.reasonOf(new Error('x')), /^internal error: x \(hostileFiles\.test\.ts:\d+:\d+\)$/);
  });
});
