import assert from 'node:assert/strict';
import { associatedLanguage, readAssociations } from '../../server/src/lsp/associations';

describe('files.associations', () => {
  it('compares a glob with / with the path, another one with the name; the longest takes precedence', () => {
    const associations = { '*.xml': 'xml', '*.patch.xml': 'vpc', '**/mine/*.xml': 'vpc', '/w/abs/*': 'abs' };
    for (const [uri, language] of [
      ['file:///w/a.xml', 'xml'],
      ['file:///w/A.PATCH.XML', 'vpc'],
      ['file:///w/mine/a.xml', 'vpc'],
      ['file:///w/abs/a.txt', 'abs'],
      ['file:///w/a.txt', null],
      ['file:///c%3A/w/mine/a.xml', 'vpc'],
    ] as const)
      assert.equal(associatedLanguage(uri, associations), language, uri);
  });

  it('ends for the globs of a hostile workspace', () => {
    const globs = Array.from({ length: 10_000 }, (_, index) => `${index}${'*a'.repeat(index % 400)}b`);
    const hostile = Object.fromEntries([...globs, '*a'.repeat(5_000), '!(a)'].map((glob) => [glob, 'xml']));
    const associations = readAssociations(hostile);
    assert.equal(Object.keys(associations).length, 200);
    assert.equal(associatedLanguage(`file:///w/${'a'.repeat(200)}`, associations), null);
    assert.equal(
      associatedLanguage('file:///w/a', readAssociations({ '!(a)': 'xml', [`${'*a'.repeat(5_000)}`]: 'x' })),
      null,
    );
  });
});
