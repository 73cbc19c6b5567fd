import assert from 'node:assert/strict';
import type { Change } from '../../../server/src/exchange/write/change';
import { changeProblem } from '../../../server/src/exchange/write/changeShape';
import { FIRST } from '../../support/vocabularies';
import { changedLines, file, patch, written } from './writing';

const entry = (state: string, date = '', id = 'Batch', more = ''): string =>
  [
    `<ID>${id}</ID>`,
    ...(more ? [more] : []),
    `<Status>${state}</Status>`,
    ...(date ? [`<StatusDate>${date}T00:00:00Z</StatusDate>`] : []),
  ].join('\n');
const TEXT = file(
  `${patch('KB1', entry('In Test'))}\n${patch('KB2', entry('In Test', '', 'Station', '<Version>1</Version>'), entry('In Test', '', 'Station', '<Version>2</Version>'))}`,
);

/** The reason why a change is not done; the text must be as it was. */
const refusal = (change: Change, text = TEXT, given: Partial<Change> = { state: 'Approved' }): string => {
  const { text: after, reasons } = written(text, [{ ...given, ...change }]);
  assert.equal(after, text);
  assert.equal(reasons.length, 1);
  return reasons[0]!;
};
const KB1 = { id: 'KB1' };
const batch = { id: 'Batch' };

describe('changes that are refused', () => {
  it('names the nearest patches, products and states', () => {
    assert.equal(
      refusal({ patch: { id: 'KB12' }, product: batch }),
      'No patch "KB12" in this file. Did you mean "KB1", "KB2"?',
    );
    assert.equal(
      refusal({ patch: { id: 'KB1', vendor: 'Adobe' }, product: batch }),
      'No patch "KB1 (Adobe)" in this file. Did you mean "KB1", "KB2"?',
    );
    assert.equal(
      refusal({ patch: KB1, product: { id: 'Bach' } }),
      'No product "Bach" in this file. Did you mean "Batch"?',
    );
    assert.equal(
      refusal({ patch: KB1, product: batch, state: 'Aproved' }),
      '"Aproved" is not a state of the profile. Expected: Approved, Not Approved.',
    );
    assert.match(
      refusal({ patch: KB1, product: batch, state: 'zzzzzz' }),
      /Expected: Available, In Test, Not Approved, .*Installed\.$/,
    );
  });

  it('asks for the version where several could be added', () => {
    assert.equal(
      refusal({ patch: KB1, product: { id: 'Station' } }),
      'Patch "KB1" has no statement about "Station" yet. Name version and platform, as one of: "Station, 1"; "Station, 2".',
    );
    assert.equal(
      refusal({ patch: KB1, product: { id: 'Station', version: '3' } }),
      'No product "Station, 3" in this file. The versions and platforms listed are: "Station, 1"; "Station, 2".',
    );
    assert.equal(
      refusal({ patch: KB1, product: { id: 'Station' }, remove: true }),
      'Patch "KB1" has no statement about "Station".',
    );
  });

  it('asks for the vendor where several list the patch', () => {
    const vendor = `  <PatchVendor>\n    <ID>Other</ID>\n${patch('KB1')}\n  </PatchVendor>\n`;
    const text = TEXT.replace('</PatchData>', `${vendor}</PatchData>`);
    assert.equal(
      refusal({ patch: KB1, product: batch }, text),
      'Patch "KB1" is listed for several vendors: Microsoft, Other. Name one of them.',
    );
  });

  it('does not write about products of another supplier, but in files of the owner', () => {
    const change = { patch: KB1, product: { supplier: 'Other', id: 'Batch' }, state: 'Approved' };
    assert.equal(refusal(change), 'This file is published by "Acme", not by "Other".');
    assert.deepEqual(written(TEXT, [change], FIRST, { anySupplier: true }).reasons, []);
  });

  it('refuses values that cannot be written', () => {
    assert.equal(
      refusal({ patch: KB1, product: batch, date: '2026-02-30' }),
      '"2026-02-30" is not a valid date. Write it as 2026-03-10 or 2026-03-10T14:30:00Z.',
    );
    assert.match(refusal({ patch: KB1, product: batch, date: 'yesterday' }), /^"yesterday" is not a valid date\./);
    assert.equal(
      refusal({ patch: KB1, product: batch, comment: 'a\u0001b' }),
      'XML does not allow some characters of "a[U+0001]b". Remove them.',
    );
    assert.equal(refusal({ patch: KB1, product: { id: ' ' }, add: true }), 'An identifier must not be empty.');
    assert.equal(
      refusal({ patch: { id: 'KB2' }, product: batch, comment: 'c' }, TEXT, {}),
      'A new statement needs a state.',
    );
  });

  it('changes nothing where the XML around the patch is not well-formed', () => {
    const broken = TEXT.replace('<Status>In Test</Status>', '<Status>In Test</Staus>');
    assert.equal(
      refusal({ patch: KB1, product: batch }, broken),
      'The XML around patch "KB1" is not well-formed. Correct it first.',
    );
    assert.deepEqual(
      written(broken, [{ patch: { id: 'KB2' }, product: { id: 'Station', version: '1' }, state: 'Approved' }]).reasons,
      [],
    );
    const unclosed = TEXT.replace('  </PatchVendor>\n', '');
    assert.match(refusal({ patch: KB1, product: batch }, unclosed), /^The XML around patch "KB1" is not well-formed/);
  });

  it('changes nothing where an entry has several states or elements in one', () => {
    const two = TEXT.replace('<Status>In Test</Status>', '<Status>In Test</Status><Status>Approved</Status>');
    assert.equal(refusal({ patch: KB1, product: batch }, two), 'Several "Status" in one entry. Remove all but one.');
    const inner = TEXT.replace('<Status>In Test</Status>', '<Status><b>In Test</b></Status>');
    assert.equal(
      refusal({ patch: KB1, product: batch }, inner),
      'Element "Status" contains other elements. Remove them.',
    );
  });

  it('changes nothing that makes the file invalid, and does the rest', () => {
    const schema = FIRST.schemaText
      .replace(/(<xs:element name="Status" type=")CodeType"/, '$1StateType"')
      .replace(
        '</xs:schema>',
        `<xs:simpleType name="StateType"><xs:restriction base="xs:string"><xs:enumeration value="In Test"/><xs:enumeration value="Approved"/></xs:restriction></xs:simpleType></xs:schema>`,
      );
    const { text, reasons } = written(
      TEXT,
      [
        { patch: KB1, product: batch, state: 'Approved', date: 'keep' },
        { patch: { id: 'KB2' }, product: { id: 'Station', version: '1' }, state: 'Released', date: 'keep' },
      ],
      { ...FIRST, schemaText: schema },
    );
    assert.deepEqual(changedLines(TEXT, text), ['- <Status>In Test</Status>', '+ <Status>Approved</Status>']);
    assert.equal(reasons.length, 1);
    assert.match(reasons[0]!, /^The file would become invalid: .*Released/);
  });

  it('changes nothing where changes are invalid together only', () => {
    const most = (element: string, count: number) => ({
      ...FIRST,
      schemaText: FIRST.schemaText.replace(
        new RegExp(`(<xs:element name="${element}" [^>]*)maxOccurs="unbounded"`),
        `$1maxOccurs="${count}"`,
      ),
    });
    const add = (id: string): Change => ({ patch: KB1, product: { id }, add: true });
    const products = written(
      TEXT,
      [add('A'), add('B'), { patch: KB1, product: batch, remove: true }],
      most('VendorProduct', 2),
    );
    assert.deepEqual([products.reasons, products.counts.added], [[], 2]);
    const three = written(TEXT, [add('A'), add('B')], most('VendorProduct', 2));
    assert.deepEqual([three.text, three.reasons.length], [TEXT, 2]);
    const vendor = (name: string): Change => ({
      patch: { vendor: name, id: 'P', title: 'T', released: '2026-02-01' },
      add: true,
    });
    const vendors = written(TEXT, [vendor('A'), vendor('B')], most('PatchVendor', 2));
    assert.deepEqual([vendors.text, vendors.reasons.length], [TEXT, 2]);
    assert.deepEqual(written(TEXT, [vendor('A')], most('PatchVendor', 2)).reasons, []);
  });

  it('does not read an entry with more versions and platforms than any real one', () => {
    const many = (name: string): string => Array.from({ length: 101 }, (_, at) => `<${name}>${at}</${name}>`).join('');
    const text = file(
      patch('KB1', `<ID>Batch</ID>\n${many('Version')}\n${many('Platform')}\n<Status>In Test</Status>`),
    );
    assert.equal(
      refusal({ patch: KB1, product: { id: 'Batch', version: '7', platform: '8' } }, text),
      'An entry of patch "KB1" has too many versions and platforms (more than 10000). Divide it.',
    );
  });

  it('refuses a file that is no publication', () => {
    assert.equal(refusal({ patch: KB1, product: batch }, '<a/>'), 'Not a VPC file.');
    assert.equal(refusal({ patch: KB1, product: batch }, ''), 'Not a VPC file.');
  });
});

describe('several statements about one product', () => {
  const twice = (first: string, second: string): string => file(patch('KB1', first, second));

  it('changes the one that holds', () => {
    const text = twice(entry('In Test', '2026-02-12'), entry('Available', '2026-02-11'));
    assert.deepEqual(
      changedLines(text, written(text, [{ patch: KB1, product: batch, state: 'Approved', date: '2026-02-13' }]).text),
      [
        '- <Status>In Test</Status>',
        '- <StatusDate>2026-02-12T00:00:00Z</StatusDate>',
        '+ <Status>Approved</Status>',
        '+ <StatusDate>2026-02-13T00:00:00Z</StatusDate>',
      ],
    );
  });

  it('refuses where it is not certain that the new one holds', () => {
    const expected =
      'Patch "KB1" has several statements about "Batch", and none would certainly hold. Remove all but one.';
    const dated = twice(entry('In Test', '2026-02-12'), entry('Available', '2026-02-11'));
    assert.equal(refusal({ patch: KB1, product: batch, date: '2026-02-10' }, dated), expected);
    assert.equal(
      refusal({ patch: KB1, product: batch }, twice(entry('In Test'), entry('Available', '2026-02-11'))),
      expected,
    );
    assert.equal(refusal({ patch: KB1, product: batch }, twice(entry('In Test'), entry('Available'))), expected);
  });

  it('removes all of them', () => {
    const text = twice(entry('In Test'), entry('Available'));
    assert.equal(written(text, [{ patch: KB1, product: batch, remove: true }]).text, file(patch('KB1')));
  });
});

describe('the shape of changes from another program', () => {
  it('has no other properties and types', () => {
    assert.equal(
      changeProblem({ patch: KB1, product: batch, state: 'Approved', date: null, reboot: false, remove: false }),
      null,
    );
    assert.equal(changeProblem({ patch: 'KB1' })?.pointer, '/patch');
    assert.equal(changeProblem({ patch: KB1, reboot: 'yes' })?.pointer, '/reboot');
    assert.match(changeProblem({ patch: KB1, stat: 'x' })!.message, /^Unknown property/);
    assert.equal(changeProblem(null)?.pointer, '');
  });
});
