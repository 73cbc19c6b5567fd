import assert from 'node:assert/strict';
import { fileOfSetting, NO_SETTINGS, readSettings } from '../../server/src/lsp/settings';
import { fileNameOf } from '../../server/src/lsp/workspace';

describe('settings', () => {
  const PATHS: readonly (readonly [path: string, folder: string | null, uri: string | null])[] = [
    ['', 'file:///w', null],
    ['s/a.xsd', 'file:///w', 'file:///w/s/a.xsd'],
    ['s\\a.xsd', 'file:///w', 'file:///w/s/a.xsd'],
    ['s/a.xsd', null, null],
    ['/s/a.xsd', 'file:///w', 'file:///s/a.xsd'],
    ['/s/a.xsd', 'vscode-remote://host/w', 'vscode-remote://host/s/a.xsd'],
    ['C:\\s\\a.xsd', null, 'file:///c%3A/s/a.xsd'],
    ['\ud800.xsd', 'file:///w', 'file:///w/%EF%BF%BD.xsd'],
  ];
  for (const [path, folder, uri] of PATHS) {
    it(`resolve ${JSON.stringify(path)} in ${folder}`, () => assert.equal(fileOfSetting(path, folder), uri));
  }

  it('have defaults for missing and invalid values', () => {
    const format = { attributes: 'preserve', lineWidth: 120, maxBlankLines: 1 };
    assert.deepEqual(readSettings({ schema: { path: ' a ' }, profile: { path: 1 } }), {
      schema: { path: 'a', catalogs: [] },
      profile: { path: '' },
      format,
      inlayHints: { enabled: true },
      codeLens: { enabled: true },
      matrix: { myProducts: [], myProductsFile: '' },
      recognition: { enabled: true },
    });
    assert.deepEqual(readSettings({ schema: { catalogs: ['c.xml', 1] } }).schema, { path: '', catalogs: ['c.xml'] });
    assert.deepEqual(readSettings({ matrix: { myProducts: ['A 1', 2], myProductsFile: ' mine.csv ' } }).matrix, {
      myProducts: ['A 1'],
      myProductsFile: 'mine.csv',
    });
    assert.deepEqual(readSettings(null), NO_SETTINGS);
    assert.equal(readSettings({ inlayHints: { enabled: false } }).inlayHints.enabled, false);
    assert.equal(readSettings({ codeLens: { enabled: false } }).codeLens.enabled, false);
    assert.equal(readSettings({ recognition: { enabled: false } }).recognition.enabled, false);
    assert.deepEqual(readSettings({ format: { attributes: 'wrap', lineWidth: 80.5, maxBlankLines: 0 } }).format, {
      attributes: 'wrap',
      lineWidth: 120,
      maxBlankLines: 0,
    });
  });
});

describe('fileNameOf', () => {
  const CASES: readonly (readonly [uri: string, name: string | null])[] = [
    ['file:///a/b.xml', 'b.xml'],
    ['file:///a/b%20c%C3%A4.xml', 'b cä.xml'],
    ['file:///a/100%.xml', '100%.xml'],
    ['untitled:Untitled-1', null],
  ];
  for (const [uri, name] of CASES) it(uri, () => assert.equal(fileNameOf(uri), name));
});
