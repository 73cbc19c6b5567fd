import assert from 'node:assert/strict';
import type { Session } from '../../server/src/lsp/session';
import { workspaceFiles } from '../../server/src/lsp/workspaceFiles';
import { english } from '../../server/src/xml/problem';
import { keyOf } from '../../server/src/lsp/workspace';

/** The part of a session that the function uses, with `count` files in its only folder. */
function sessionWith(count: number, warnings: string[]): Session {
  const session = {
    connection: { console: { warn: (line: string) => void warnings.push(line) } },
    runtime: {
      findFiles: (folder: string, _extension: string, most: number) =>
        Promise.resolve(
          Array.from({ length: Math.min(count, most) }, (_, index) => ({ uri: `${folder}/${index}.xml`, size: 1 })),
        ),
    },
    documents: { all: () => [{ uri: 'file:///w/open.xml' }, { uri: 'file:///w/0.xml' }] },
    workspace: { trusted: true, folders: ['file:///w'], extensionsIn: () => Promise.resolve(['.xml']) },
    localize: english,
  };
  return session as unknown as Session;
}

describe('the files of a workspace', () => {
  const WARNING = 'Only the first 10000 XML files of a folder are checked.';
  for (const [count, found, expected] of [
    [9_999, 9_999, []],
    [10_000, 10_000, [WARNING]],
    [10_001, 10_000, [WARNING]],
  ] as const) {
    it(`are those on disk and the open ones, each once: ${found} with ${count} on disk`, async () => {
      const warnings: string[] = [];
      const files = await workspaceFiles(sessionWith(count, warnings));
      assert.deepEqual([files.size, warnings], [found + 1, expected]);
    });
  }

  it('are identified by normalised uris', () => {
    assert.equal(keyOf('file:///c%3A/a%20b.xml'), keyOf('file:///C:/a b.xml'));
    assert.notEqual(keyOf('file:///a.xml'), keyOf('file:///b.xml'));
  });
});
