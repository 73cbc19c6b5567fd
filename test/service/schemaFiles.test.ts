import assert from 'node:assert/strict';
import { resolveUri } from '../../server/src/service/schemaFiles';

const CASES: readonly (readonly [location: string, base: string, uri: string | null])[] = [
  ['b.xsd', 'file:///w/a.xml', 'file:///w/b.xsd'],
  ['../s/b.xsd#x', 'file:///w/d/a.xml', 'file:///w/s/b.xsd'],
  ['with space.xsd', 'file:///w/a.xml', 'file:///w/with%20space.xsd'],
  ['http://example.com/b.xsd', 'file:///w/a.xml', 'http://example.com/b.xsd'],
  ['b.xsd', 'vscode-vfs://github/o/r/a.xml', 'vscode-vfs://github/o/r/b.xsd'],
  ['b.xsd', 'untitled:Untitled-1', null],
  ['', 'file:///w/a.xml', null],
];

describe('resolveUri', () => {
  for (const [location, base, uri] of CASES) {
    it(`${JSON.stringify(location)} in ${base}`, () => assert.equal(resolveUri(location, base), uri));
  }
});
