import assert from 'node:assert/strict';
import { resolveUri } from '../../server/src/workspace/location';

const CASES: readonly (readonly [location: string, base: string, uri: string | null])[] = [
  ['b.xsd', 'file:///w/a.xml', 'file:///w/b.xsd'],
  ['../s/b.xsd#x', 'file:///w/d/a.xml', 'file:///w/s/b.xsd'],
  ['with space.xsd', 'file:///w/a.xml', 'file:///w/with%20space.xsd'],
  ['http://example.com/b.xsd', 'file:///w/a.xml', 'http://example.com/b.xsd'],
  ['b.xsd', 'vscode-vfs://github/o/r/a.xml', 'vscode-vfs://github/o/r/b.xsd'],
  ['b.xsd', 'untitled:Untitled-1', null],
  ['', 'file:///w/a.xml', null],
  ['a%2Fb.xsd', 'file:///w/a.xml', null],
  ['a%5cb.xsd', 'file:///w/a.xml', null],
  ['a%00.xsd', 'file:///w/a.xml', null],
  ['100%.xsd', 'file:///w/a.xml', null],
  ['%ff.xsd', 'file:///w/a.xml', null],
  ['a.xsd?b', 'file:///w/a.xml', null],
  ['\\\\host\\share\\a.xsd', 'file:///w/a.xml', null],
  ['//host/share/a.xsd', 'file:///w/a.xml', null],
  ['file://host/a.xsd', 'file:///w/a.xml', null],
  ['file:////host/a.xsd', 'file:///w/a.xml', null],
  ['\\\\?\\C:\\a.xsd', 'file:///C:/w/a.xml', null],
  ['\\\\.\\pipe\\a', 'file:///C:/w/a.xml', null],
  ['CON.xsd', 'file:///C:/w/a.xml', null],
  ['aux/a.xsd', 'file:///C:/w/a.xml', null],
  ['./a.xsd:stream', 'file:///C:/w/a.xml', null],
  ['aux/a.xsd', 'file:///w/a.xml', 'file:///w/aux/a.xsd'],
  ['/dev/zero', 'file:///w/a.xml', null],
  ['/proc/self/environ', 'file:///w/a.xml', null],
  ['%2e%2e/a.xsd', 'file:///w/d/a.xml', 'file:///w/a.xsd'],
  ['a'.repeat(9_000), 'file:///w/a.xml', null],
];

describe('resolveUri', () => {
  for (const [location, base, uri] of CASES) {
    it(`resolves ${JSON.stringify(location)} against ${base}`, () => assert.equal(resolveUri(location, base), uri));
  }
});
