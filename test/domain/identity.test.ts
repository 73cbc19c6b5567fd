import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { Identity, joinedAliases, normalisedName, normalisedVersion } from '../../server/src/domain/identity';
import { BOTH } from '../support/vocabularies';

describe('the identity of names', () => {
  const same: readonly (readonly [string, string])[] = [
    ['Alpha', 'ALPHA'],
    ['Alpha  Automation', ' alpha automation '],
    ['Northwind-Batch', 'Northwind Batch'],
    ['Acme Inc.', 'Acme, Inc'],
    ['Straße', 'STRASSE'],
    ['Größe', 'Gro\u0308ße'],
    ['KB\u200B1', 'KB1'],
    ['SIMATIC\u00A0PCS\u00AD 7', 'SIMATIC PCS 7'],
    ['Ｗinｃｃ', 'WinCC'],
    ['APSB26-211', 'apsb26 211'],
  ];
  for (const [a, b] of same) {
    it(`treats ${JSON.stringify(a)} and ${JSON.stringify(b)} as one`, () =>
      equal(normalisedName(a), normalisedName(b)));
  }

  const different: readonly (readonly [string, string])[] = [
    ['Historian 1.1', 'Historian 11'],
    ['C#', 'C'],
    ['C+', 'C'],
    ['Batch Server', 'BatchServer'],
  ];
  for (const [a, b] of different) {
    it(`treats ${JSON.stringify(a)} and ${JSON.stringify(b)} as two`, () =>
      notEqual(normalisedName(a), normalisedName(b)));
  }

  it('keeps all punctuation of versions', () => {
    equal(normalisedVersion('8.2 SP1'), normalisedVersion('8.2\u00A0sp1 '));
    notEqual(normalisedVersion('8.2-1'), normalisedVersion('8.2.1'));
    notEqual(normalisedVersion('1.1'), normalisedVersion('11'));
  });

  it('keeps a name of punctuation only', () => equal(normalisedName(' -- '), '--'));

  for (const { title, vocabulary } of BOTH) {
    describe(title, () => {
      const { identity } = vocabulary;

      it('ignores a missing KB and case in identifiers of Microsoft', () => {
        const keys = ['KB5000001', 'kb5000001', '5000001', 'KB 5000001'].map((id) => identity.patch('MICROSOFT', id));
        deepEqual([...new Set(keys)], ['kb5000001']);
      });

      it('does not complete identifiers of other vendors, or those that are no number', () => {
        notEqual(identity.patch('Adobe', '5000001'), identity.patch('Adobe', 'KB5000001'));
        notEqual(identity.patch('Microsoft', 'MS-1'), identity.patch('Microsoft', 'KBMS-1'));
      });
    });
  }

  it('uses the names that the configuration gives', () => {
    const identity = new Identity([{ vendor: 'Microsoft', optionalPrefix: 'KB' }], {
      suppliers: { Alpha: ['Alpha Automation GmbH'] },
      vendors: { Microsoft: ['MSFT'] },
      patches: { KB1: ['ADV-17'] },
    });
    equal(identity.supplier('ALPHA AUTOMATION GMBH'), identity.supplier('Alpha'));
    equal(identity.shown('suppliers', 'alpha automation gmbh'), 'Alpha');
    equal(identity.shown('suppliers', 'Beta'), 'Beta');
    equal(identity.patch('MSFT', 'adv-17'), identity.patch('Microsoft', '1'));
    notEqual(identity.vendor('Alpha Automation GmbH'), identity.vendor('Alpha'));
  });
});

describe('the aliases of several configurations', () => {
  it('are all of them', () => {
    const one = { products: { Historian: ['Hist'] }, suppliers: { Alpha: ['A'] } };
    const other = { products: { Historian: ['Hist', 'HS'], Batch: ['B'] } };
    deepEqual(joinedAliases([one, {}, other]), {
      suppliers: { Alpha: ['A'] },
      products: { Historian: ['Hist', 'HS'], Batch: ['B'] },
    });
    deepEqual(joinedAliases([]), {});
    equal(joinedAliases([one, one]), one);
  });
});
