import assert from 'node:assert/strict';
import { extensionOf, globPattern, isNamedLike, nameFits } from '../../server/src/domain/namePattern';
import { FIRST } from '../support/vocabularies';

describe('file name patterns', () => {
  const GLOBS: readonly (readonly [glob: string, fitting: readonly string[], other: readonly string[]])[] = [
    ['*_VPC_*.xml', ['a_VPC_b.xml', '_vpc_.XML', 'A_VPC_VPC_.xml'], ['a_VPC.xml', 'a_VPC_b.xml2', 'a_VPC_bxml']],
    ['a?.xml', ['ab.xml', 'a\u{1f600}.xml'], ['a.xml', 'abc.xml']],
    ['[x].xml', ['[x].xml'], ['x.xml']],
  ];
  for (const [glob, fitting, other] of GLOBS) {
    it(glob, () => {
      for (const name of fitting) assert.equal(nameFits(name, globPattern(glob)), true, name);
      for (const name of other) assert.equal(nameFits(name, globPattern(glob)), false, name);
    });
  }

  const CONVENTIONS: readonly (readonly [convention: string, fitting: readonly string[], other: readonly string[]])[] =
    [
      [
        '{supplier}-{published:yyyy-MM}.xml',
        ['Acme-2026-01.xml', 'acme-x-26-1.XML'],
        ['Acme-2026.xml', '-2026-01.xml'],
      ],
      ['{supplier}_patches.xml', ['Acme_patches.xml'], ['_patches.xml', 'Acme.xml']],
      // These tell nothing apart: each XML file would be named like a VPC file.
      ['{supplier}.xml', [], ['Acme.xml']],
      ['{supplier}-{document-id}.xml', [], ['docker-compose.xml']],
    ];
  for (const [pattern, fitting, other] of CONVENTIONS) {
    it(pattern, () => {
      const profile = { ...FIRST.profile, recognition: { fileNames: [] }, fileName: { pattern } };
      for (const name of fitting) assert.equal(isNamedLike(profile, name), true, name);
      for (const name of other) assert.equal(isNamedLike(profile, name), false, name);
    });
  }

  it('are compared in steps in proportion to name and pattern', () => {
    for (const glob of ['*a'.repeat(120), '*'.repeat(250), '*?'.repeat(100), 'a*'.repeat(100)]) {
      for (const length of [10, 100, 1_000]) {
        const meter = { steps: 0 };
        assert.equal(nameFits(`${'a'.repeat(length)}!`, globPattern(`${glob}b`), meter), false);
        assert.ok(meter.steps <= 6 * (glob.length + 2) * (length + 2), `${glob}: ${meter.steps}`);
      }
    }
  });

  it('fit nothing where they are too long to be compiled', () => {
    assert.equal(nameFits('a', globPattern('*'.repeat(5_000))), false);
  });

  it('end in the extension after the last wildcard', () => {
    for (const [pattern, extension] of [
      ['*_VPC_*.xml', '.xml'],
      ['{supplier}.PATCH.XML', '.xml'],
      ['*', ''],
      ['../../../**', ''],
      ['a.b', '.b'],
      [`${'a'.repeat(100_000)}*`, ''],
    ] as const)
      assert.equal(extensionOf(pattern), extension);
  });

  it('are compared in time proportional to the name', () => {
    assert.equal(nameFits('a'.repeat(5_000), globPattern(`${'*a'.repeat(100)}b`)), false);
  });

  it('have an extension', () => {
    const patterns = ['*_VPC_*.XML', '{supplier}.vpc.xml', '{supplier}_{published:yyyy.MM}', '*', 'a.b'];
    assert.deepEqual(patterns.map(extensionOf), ['.xml', '.xml', '', '', '.b']);
  });
});
