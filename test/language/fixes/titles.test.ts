import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** The title templates in the sources: first arguments of the functions that create fixes, and `title` properties. */
function titles(): string[] {
  const folders = ['server/src/language/fixes', 'server/src/language/fixes/values'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name)),
  );
  const pattern =
    /(?:(?:editFix|replacementFix|appendingFix|emptiedFix)\(\s*(?:\w+, )?|title[:=]? (?:= )?|[?:] )'((?:[A-Z]|\{0\})[^'\n]*\{0\}[^'\n]*|[A-Z][a-z]+ [^'\n]*)'/g;
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1]!));
}

describe('titles of fixes', () => {
  it('are translated to German', () => {
    const german = JSON.parse(readFileSync(join(ROOT, 'l10n/bundle.l10n.de.json'), 'utf8')) as Record<string, string>;
    const found = [...new Set(titles())];
    assert.ok(found.length > 40, `${found.length} titles`);
    assert.deepEqual(
      found.filter((title) => german[title] === undefined),
      [],
    );
  });
});
