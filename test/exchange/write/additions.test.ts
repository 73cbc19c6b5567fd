import assert from 'node:assert/strict';
import { changedLines, file, patch, written } from './writing';

const BATCH = '<ID>Batch</ID>\n<Status>In Test</Status>';
const TEXT = file(`${patch('KB1', BATCH)}\n${patch('KB2')}`);

describe('adding and removing patches and products', () => {
  it('adds a product to all patches that have none, with the first state', () => {
    const { text, counts } = written(TEXT, [
      { product: { id: 'Batch' }, add: true },
      { product: { id: 'New', version: '1' }, add: true },
    ]);
    const added = '<ID>New</ID>\n<Version>1</Version>\n<Status>Available</Status>';
    const batch = '<ID>Batch</ID>\n<Status>Available</Status>';
    assert.equal(text, file(`${patch('KB1', BATCH, added)}\n${patch('KB2', batch, added)}`));
    assert.deepEqual(counts, { set: 0, added: 3, removed: 0, unchanged: 0 });
  });

  it('adds a patch, its vendor, and statements about it', () => {
    const { text, reasons } = written(TEXT, [
      { patch: { vendor: 'microsoft', id: 'KB3', title: 'A & B', released: '2026-02-01' }, add: true },
      { patch: { vendor: 'Adobe', id: 'P', title: 'P', released: '2026-02-01T08:00:00Z' }, add: true },
      { patch: { id: 'P' }, product: { id: 'Batch' }, state: 'approved', date: null },
    ]);
    assert.deepEqual(reasons, []);
    assert.deepEqual(changedLines(TEXT, text), [
      '+ <Patch>',
      '+ <ID>KB3</ID>',
      '+ <Title>A &amp; B</Title>',
      '+ <ReleasedDate>2026-02-01T00:00:00Z</ReleasedDate>',
      '+ </Patch>',
      '+ </PatchVendor>',
      '+ <PatchVendor>',
      '+ <ID>Adobe</ID>',
      '+ <Patch>',
      '+ <ID>P</ID>',
      '+ <Title>P</Title>',
      '+ <ReleasedDate>2026-02-01T08:00:00Z</ReleasedDate>',
      '+ <VendorProduct>',
      '+ <ID>Batch</ID>',
      '+ <Status>Approved</Status>',
      '+ </VendorProduct>',
      '+ </Patch>',
    ]);
    assert.match(text, /\n {4}<Patch>\n {6}<ID>P<\/ID>[^]*\n {6}<VendorProduct>\n {8}<ID>Batch/);
  });

  it('removes a patch, and a product from all patches', () => {
    assert.equal(written(TEXT, [{ patch: { id: 'KB2' }, remove: true }]).text, file(patch('KB1', BATCH)));
    assert.equal(
      written(TEXT, [{ product: { id: 'batch' }, remove: true }]).text,
      file(`${patch('KB1')}\n${patch('KB2')}`),
    );
  });

  it('refuses what is there already, and what is incomplete', () => {
    const { text, reasons } = written(TEXT, [
      { patch: { vendor: 'Microsoft', id: '2', title: 'T', released: '2026-02-01' }, add: true },
      { patch: { id: 'KB9', title: 'T' }, add: true },
      { patch: { id: 'KB1' }, product: { id: 'Batch' }, add: true },
      { patch: { id: 'KB1' }, product: { id: 'Batch' }, add: true, remove: true },
      { patch: { id: 'KB1' }, state: 'Approved' },
      { product: { id: 'Batch' }, state: 'Approved' },
      {},
    ]);
    assert.equal(text, TEXT);
    assert.deepEqual(reasons, [
      'Patch "2" is already in this file.',
      'A new patch needs a vendor, an identifier, a title and a release date.',
      'Patch "KB1" already has a statement about "Batch".',
      'A change must not both add and remove.',
      'A change of a statement must name a product.',
      'A change of a statement must name a patch.',
      'A change must name a patch or a product.',
    ]);
  });

  it('lays out a new entry as the file does', () => {
    const oneLine = TEXT.replace(/>\s+</g, '><').trim();
    assert.equal(
      written(oneLine, [{ patch: { id: 'KB2' }, product: { id: 'New' }, add: true }]).text,
      oneLine.replace(
        /<\/Patch><\/PatchVendor>/,
        '<VendorProduct><ID>New</ID><Status>Available</Status></VendorProduct></Patch></PatchVendor>',
      ),
    );
    const tabs = TEXT.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)).replaceAll('\n', '\r\n');
    assert.ok(
      written(tabs, [{ patch: { id: 'KB2' }, product: { id: 'New' }, add: true }]).text.includes(
        '</ReleasedDate>\r\n\t\t\t<VendorProduct>\r\n\t\t\t\t<ID>New</ID>\r\n\t\t\t\t<Status>Available</Status>\r\n\t\t\t</VendorProduct>\r\n\t\t</Patch>',
      ),
    );
    const entryALine = TEXT.replace(/<VendorProduct>[^]*?<\/VendorProduct>/g, (entry) => entry.replace(/>\s+</g, '><'));
    assert.ok(
      written(entryALine, [{ patch: { id: 'KB2' }, product: { id: 'New' }, add: true }]).text.includes(
        '\n      <VendorProduct><ID>New</ID><Status>Available</Status></VendorProduct>\n    </Patch>',
      ),
    );
  });
});
