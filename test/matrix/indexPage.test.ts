import assert from 'node:assert/strict';
import { render } from '../../server/src/xml/problem';
import { indexPage, linkTo, type IndexedEdition } from '../../server/src/matrix/export/indexPage';

function edition(name: string, published: string, more: Partial<IndexedEdition> = {}): IndexedEdition {
  return {
    ...{ name, published, supplier: 'Northwind', documentId: '', documentVersion: '', description: '' },
    ...{ files: [{ text: 'XML', name }], changes: [], isFirst: false, sha256: '0'.repeat(64) },
    summary: { patches: 0, states: [], otherStates: 0 },
    ...more,
  };
}

function order(...editions: IndexedEdition[]): string[] {
  return Array.from(indexPage(editions, 'SUMS').matchAll(/href="\.\/(\w+)"/g), ([, name]) => name!).slice(0, -1);
}

describe('indexPage', () => {
  it('sorts by date, supplier, version and name', () => {
    const editions = [
      edition('e', 'unreadable'),
      edition('d', '2026-01-01T00:00:00Z'),
      edition('c', '2026-02-01T00:00:00Z', { documentVersion: '1.9' }),
      edition('b', '2026-02-01T00:00:00Z', { documentVersion: '1.10' }),
      edition('a', '2026-02-01T00:00:00Z', { supplier: 'Acme' }),
    ];
    assert.deepEqual(order(...editions), ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(order(...editions.reverse()), ['a', 'b', 'c', 'd', 'e']);
  });

  it('escapes texts of files', () => {
    const hostile = '"><script>x</script>';
    const more = { supplier: hostile, description: hostile, documentId: hostile };
    assert.ok(!indexPage([edition(hostile, hostile, more)], 'SUMS').includes('<script'));
  });

  it('counts many suppliers in its heading', () => {
    const editions = ['A', 'B', 'C', 'D'].map((supplier) => edition(supplier, '', { supplier }));
    assert.match(indexPage(editions, 'SUMS'), /<h1>Patch compatibility: 4 suppliers<\/h1>/);
    assert.match(indexPage(editions.slice(0, 2), 'SUMS'), /<h1>Patch compatibility: A, B<\/h1>/);
  });

  it('is translated', () => {
    const translate = (template: string, ...args: readonly string[]): string => `«${render(template, args)}»`;
    const page = indexPage([edition('a', '', { isFirst: true })], 'SUMS', { translate, language: 'de' });
    assert.match(page, /<html lang="de">/);
    assert.match(page, /«first edition»/);
    assert.match(page, /<th scope="col" role="columnheader">«Edition»/);
  });

  it('links to files in its folder only', () => {
    assert.deepEqual(['a b#?.xml', 'javascript:x', '../a'].map(linkTo), [
      './a%20b%23%3F.xml',
      './javascript%3Ax',
      './..%2Fa',
    ]);
    assert.equal(linkTo('\ud800'), './%EF%BF%BD');
  });
});
