import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an expression is put together, and from what. */
const MADE_FROM: Readonly<Record<string, string>> = {
  'server/src/xml/invisible.ts': 'constants',
  'server/src/xml/characters.ts': 'constants',
  'server/src/xsd/simpleTypes/values/binary.ts': 'constants',
  'server/src/xsd/simpleTypes/values/dates.ts': 'constants',
  'server/src/language/fixes/prolog.ts': 'constants',
  'server/src/xsd/simpleTypes/nativePattern.ts': 'patterns of schemas with at most one unbounded repetition',
  'server/src/rules/texts/copiedIdentifier.ts': 'a word of letters, without repetition',
  'server/src/domain/pattern/expression.ts':
    'constants, and one character class for one character; others are only checked',
};

/** The TypeScript files below a folder. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

describe('regular expressions of JavaScript', () => {
  it('are made of nothing that comes from files or users', () => {
    const all = ['server/src', 'client/src', 'client/webview'].flatMap(sources);
    assert.ok(all.length > 300);
    const making = all.filter((path) =>
      /\bRegExp\(|from '(?:picomatch|minimatch|micromatch)/.test(readFileSync(join(process.cwd(), path), 'utf8')),
    );
    assert.deepEqual(making.sort(), Object.keys(MADE_FROM).sort());
  });
});
