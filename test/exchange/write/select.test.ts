import assert from 'node:assert/strict';
import { reasonText } from '../../../server/src/exchange/write/change';
import { Publication } from '../../../server/src/exchange/write/publication';
import { patchSelector, productSelector, select } from '../../../server/src/exchange/write/select';
import { parse } from '../../../server/src/xml/parser';
import { english } from '../../../server/src/xml/problem';
import { FIRST } from '../../support/vocabularies';
import { file, patch } from './writing';

const station =
  '<ID>Op. Station</ID>\n<Version>8.1</Version>\n<Version>8.10</Version>\n<Platform>Windows 10</Platform>\n<Status>In Test</Status>';
const gateway = '<ID>Gateway</ID>\n<Status>In Test</Status>';
const TEXT = file(`${patch('KB5000001', station)}\n${patch('KB5000002', gateway)}`).replace(
  '</PatchData>',
  `<PatchVendor><ID>Adobe</ID>${patch('5000001', gateway)}</PatchVendor></PatchData>`,
);

/** The statements that selectors mean, or why they mean none. */
function selected(patches: readonly string[], products: readonly string[]): string[] {
  const publication = Publication.of(parse(TEXT), FIRST.vocabulary)!;
  const { named, unmatched } = select(
    publication,
    patches.map((text) => patchSelector(text)!),
    products.map((text) => productSelector(text)!),
  );
  return [
    ...named.map(({ patch: { vendor = '?', id }, product }) =>
      [vendor, id, product.id, product.version, product.platform].join('|'),
    ),
    ...unmatched.map((reason) => reasonText(reason, english)),
  ];
}

describe('selectors', () => {
  it('are read with and without vendor, version and platform', () => {
    assert.deepEqual(patchSelector('KB1@A@B')?.name, { id: 'KB1@A', vendor: 'B' });
    assert.deepEqual(['', '@B', 'A@', ' '].map(patchSelector), [null, null, null, null]);
    assert.deepEqual(productSelector('A; 1 ')?.name, { id: 'A', version: '1' });
    assert.deepEqual(productSelector('A;;P')?.name, { id: 'A', platform: 'P' });
    assert.deepEqual(['', ';1', 'a;b;c;d'].map(productSelector), [null, null, null]);
  });

  it('without a pattern are given as they are', () => {
    assert.deepEqual(selected(['5000002@microsoft'], ['op station;8.1']), ['microsoft|5000002|op station|8.1|']);
  });

  it('with a pattern mean the statements that are there, each once', () => {
    const both = ['Microsoft|KB5000001|Op. Station|8.1|Windows 10', 'Microsoft|KB5000001|Op. Station|8.10|Windows 10'];
    assert.deepEqual(selected(['*'], ['op-*', '*station;8.1*;WINDOWS*']), both);
    assert.deepEqual(selected(['*1@Micro*'], ['*;8.1']), both.slice(0, 1));
    assert.deepEqual(selected(['*'], ['gateway']), ['Microsoft|KB5000002|Gateway||', 'Adobe|5000001|Gateway||']);
  });

  it('with a pattern do not need a prefix that can be missing', () => {
    assert.deepEqual(selected(['50*2'], ['*']), ['Microsoft|KB5000002|Gateway||']);
    assert.deepEqual(selected(['5*1'], ['Gate*']), ['Adobe|5000001|Gateway||']);
  });

  it('take other characters of regular expressions as they are', () => {
    assert.deepEqual(selected(['*'], ['*;8.1.*']), [
      'No product "*;8.1.*" in this file. The nearest names are "Gateway", "Op. Station".',
    ]);
    assert.deepEqual(selected(['*'], ['gate.+*']), ['No product "gate.+*" in this file. Did you mean "Gateway"?']);
  });

  it('that mean nothing are told with the nearest names', () => {
    assert.match(selected(['*'], ['gate*teway'])[0]!, /^No product "gate\*teway"/);
    assert.deepEqual(selected(['*'], [`${'*a'.repeat(2_000)}*`]).length, 1);
    assert.deepEqual(selected(['KB5000003', '*'], ['Gatewy', 'Op. Station;9']), [
      'No patch "KB5000003" in this file. Did you mean "KB5000001", "KB5000002", "5000001"?',
      'No product "Gatewy" in this file. Did you mean "Gateway"?',
      'No product "Op. Station;9" in this file. The nearest names are "Op. Station;8.1;Windows 10", "Op. Station;8.10;Windows 10".',
    ]);
  });
});
