/** What may be bundled, and the texts that go with it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../scripts/lib/bundled.mjs';
import { licenceOf, textsOf } from '../../scripts/lib/licences.mjs';

const of = (license?: unknown) => ({ name: 'a', version: '1.0.0', license });

describe('the licence of a bundled package', () => {
  for (const allowed of ['MIT', 'ISC', 'MIT AND ISC', '(GPL-3.0-only OR Apache-2.0)', 'BlueOak-1.0.0']) {
    it(`can be ${allowed}`, () => assert.equal(licenceOf(of(allowed)), allowed));
  }

  const refused = [
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'UNLICENSED',
    'SEE LICENSE IN X',
    '',
    undefined,
    { type: 'MIT' },
  ];
  for (const licence of [...refused, 'MIT WITH Classpath-exception-2.0', 'constructor', '__proto__']) {
    it(`cannot be ${JSON.stringify(licence)}`, () => {
      assert.throws(() => licenceOf(of(licence)), {
        message: /^a 1\.0\.0 is bundled and has the licence .*, which is not allowed\. Ask for another package/,
      });
    });
  }
});

describe('the texts of a bundled package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vpc-licence-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it('are its licences, then its notices', () => {
    write('thirdpartynotices.txt', 'third\r\nparty\r\n');
    write('NOTICE', 'notice');
    write('LICENSE-MIT', 'second');
    write('License.txt', '\uFEFFfirst\n');
    write('license.js', 'code');
    assert.deepEqual(textsOf(folder, of('MIT')).sort(), ['first', 'notice', 'second', 'third\nparty']);
    assert.equal(textsOf(folder, of('MIT')).at(-1), 'third\nparty');
  });

  it('must be there', () => {
    write('README.md', 'MIT');
    assert.throws(() => textsOf(folder, of('MIT')), {
      message: 'a 1.0.0 is bundled and contains no licence text. Add it to scripts/lib/licences.mjs.',
    });
  });

  it('are those of MIT with the holder, where the package has none and its holder is known', () => {
    const [text, ...others] = textsOf(folder, { name: '@nodable/entities', version: '9.0.0', license: 'MIT' });
    assert.match(text!, /^MIT License\n\nCopyright \(c\) Amit Gupta\n\nPermission is hereby granted, [^]*SOFTWARE\.$/);
    assert.deepEqual(others, []);
    assert.throws(
      () => textsOf(folder, { name: '@nodable/entities', version: '9.0.0', license: 'ISC' }),
      /no licence text/,
    );
  });
});

describe('the package of a source file', () => {
  const cases: readonly (readonly [input: string, path: string | null])[] = [
    ['server/src/xml/parser.ts', null],
    ['node_modules/xspattern/dist/a.js', 'node_modules/xspattern'],
    ['../elsewhere/node_modules/@nodable/entities/dist/main.js', 'node_modules/@nodable/entities'],
    ['node_modules/a/node_modules/@b/c/index.js', 'node_modules/a/node_modules/@b/c'],
    ['no-subprograms:node:child_process', null],
  ];
  for (const [input, path] of cases) it(input, () => assert.equal(packagePath(input), path));
});
