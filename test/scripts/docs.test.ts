import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Every file of the repository that a document names in backquotes or links to. */
function named(text: string): string[] {
  const quoted = [
    ...text.matchAll(/`((?:test|server\/src|client\/src|scripts|schemas|samples|bench)\/[\w./-]+\.\w+)`/g),
  ];
  // Names with "your…" are examples.
  return quoted.map(([, path]) => path!).filter((path) => !path.includes('/your'));
}

describe('a document', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'EXTENSION.md',
    'SECURITY.md',
    ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
  ];
  for (const document of documents.filter((name) => name.endsWith('.md'))) {
    it(`names files that are there: ${document}`, () => {
      const text = readFileSync(join(root, document), 'utf8');
      assert.deepEqual(
        named(text).filter((path) => !existsSync(join(root, path))),
        [],
      );
    });

    it(`links to files that are there: ${document}`, () => {
      const text = readFileSync(join(root, document), 'utf8');
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path!);
      assert.deepEqual(
        links.filter((path) => !existsSync(join(root, document, '..', path))),
        [],
      );
    });
  }
});
