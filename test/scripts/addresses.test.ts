import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { addressesOf, missingAddresses } from '../../scripts/lib/addresses.mjs';

describe('the public addresses', () => {
  it('follow from the field "repository" of the manifest', () => {
    for (const repository of ['https://example.com/owner/vpc-tools', 'https://example.com/owner/vpc-tools.git']) {
      assert.deepEqual(addressesOf({ repository }), {
        manifest: {
          repository: { type: 'git', url: 'https://example.com/owner/vpc-tools.git' },
          bugs: { url: 'https://example.com/owner/vpc-tools/issues' },
          homepage: 'https://example.com/owner/vpc-tools#readme',
        },
        content: 'https://example.com/owner/vpc-tools/blob/HEAD',
        pictures: 'https://example.com/owner/vpc-tools/raw/HEAD',
      });
    }
  });

  it('are missing while it is empty, and the build says which', () => {
    assert.equal(addressesOf({}), null);
    assert.equal(addressesOf({ repository: '' }), null);
    assert.match(missingAddresses('X'), /^X can be installed, but not published yet: .*repository, bugs, homepage/);
  });

  it('are refused where it is not an address', () => {
    for (const repository of ['owner/vpc-tools', 'http://example.com/a/b', 'https://example.com', 'https://e.com/a b'])
      assert.throws(() => addressesOf({ repository }), /^Error: "repository" of package\.json is /);
  });
});

describe('the README of the extension', () => {
  const text = readFileSync('EXTENSION.md', 'utf8');
  const packed = readFileSync('.vscodeignore', 'utf8');

  it('has pictures that are in the package, each with a description', () => {
    const pictures = [...text.matchAll(/!\[(.*?)\]\((.*?)\)/g)];
    assert.ok(pictures.length >= 3);
    assert.ok(packed.includes('\n!media/pictures/*.webp\n'));
    for (const [, description, path] of pictures) {
      assert.ok(description!.length > 20, path);
      assert.match(path!, /^media\/pictures\/[\w-]+\.webp$/);
      assert.ok(existsSync(path!), path);
    }
  });

  it('names commands as the palette does', () => {
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const titles = Object.values(texts).map((title) => title.replace(/…$/, '').replace(/ \(.*\)$/, ''));
    const named = [...text.matchAll(/\*\*VPC: ([^*]+)\*\*/g)].map(([, title]) => title!.replace(/\s+/g, ' '));
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((title) => !titles.includes(title)),
      [],
    );
  });
});
