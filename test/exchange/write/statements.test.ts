import assert from 'node:assert/strict';
import { edited } from '../../../server/src/cli/edits';
import { writeChanges } from '../../../server/src/exchange/write/write';
import { documentIn } from '../../support/documents';
import { BOTH, FIRST, SECOND } from '../../support/vocabularies';
import { changedLines, CLOCK, file, patch, written } from './writing';

const BATCH =
  '<ID>Batch</ID>\n<Version>8.2</Version>\n<Status>In Test</Status>\n<StatusDate>2026-02-11T08:00:00Z</StatusDate>';
const TEXT = file(`${patch('KB1', BATCH)}\n${patch('KB2')}`);
const KB1 = { id: 'KB1' };
const batch = { id: 'Batch', version: '8.2', platform: '' };

const changes = (text: string, ...given: Parameters<typeof written>[1]): string[] => {
  const { text: after, reasons } = written(text, given);
  assert.deepEqual(reasons, []);
  return changedLines(text, after);
};

describe('writing a statement', () => {
  it('sets a state with the date of the day', () => {
    assert.deepEqual(changes(TEXT, { patch: KB1, product: batch, state: 'Approved' }), [
      '- <Status>In Test</Status>',
      '- <StatusDate>2026-02-11T08:00:00Z</StatusDate>',
      '+ <Status>Approved</Status>',
      '+ <StatusDate>2026-11-29T00:00:00Z</StatusDate>',
    ]);
  });

  it('finds patch, vendor, supplier and product in any spelling', () => {
    const change = {
      patch: { vendor: 'MICROSOFT', id: '1' },
      product: { supplier: 'acme', id: ' batch', version: '8.2' },
      state: 'freigegeben',
      date: 'keep',
    };
    assert.deepEqual(changes(TEXT, change), ['- <Status>In Test</Status>', '+ <Status>Approved</Status>']);
  });

  it('takes any version and platform where none is named', () => {
    assert.equal(changes(TEXT, { patch: KB1, product: { id: 'Batch' }, state: 'Approved', date: 'keep' }).length, 2);
    assert.deepEqual(
      written(TEXT, [{ patch: KB1, product: { id: 'Batch', version: '' }, state: 'Approved' }]).reasons,
      ['No product "Batch" in this file. The versions and platforms listed are: "Batch, 8.2".'],
    );
  });

  it('does not touch the date of a state that does not change, unless it is given', () => {
    const same = { patch: KB1, product: batch, state: 'In Test' };
    assert.deepEqual(written(TEXT, [same]).counts, { set: 0, added: 0, removed: 0, unchanged: 1 });
    assert.deepEqual(changes(TEXT, { ...same, date: '2026-03-01' }), [
      '- <StatusDate>2026-02-11T08:00:00Z</StatusDate>',
      '+ <StatusDate>2026-03-01T00:00:00Z</StatusDate>',
    ]);
    assert.equal(changes(TEXT, { ...same, date: 'now' }).length, 2);
    assert.deepEqual(changes(TEXT, { ...same, date: null }), ['- <StatusDate>2026-02-11T08:00:00Z</StatusDate>']);
  });

  it('keeps a date on the day of the clock', () => {
    const text = TEXT.replace('2026-02-11T08:00:00Z</StatusDate>', '2026-11-29T18:30:00Z</StatusDate>');
    assert.deepEqual(changes(text, { patch: KB1, product: batch, state: 'Approved' }), [
      '- <Status>In Test</Status>',
      '+ <Status>Approved</Status>',
    ]);
  });

  it('takes the day of the calendar, never a time in the future', () => {
    const dateAt = (instant: number, offset: number): string | undefined => {
      const { text } = written(TEXT, [{ patch: KB1, product: batch, state: 'Approved' }], FIRST, {
        clock: { instant, offset },
      });
      return /<StatusDate>(.*)<\/StatusDate>/.exec(text)?.[1];
    };
    assert.equal(dateAt(Date.UTC(2026, 10, 30, 4), -480), '2026-11-29T00:00:00Z');
    assert.equal(dateAt(Date.UTC(2026, 10, 29, 22), 660), '2026-11-30T00:00:00+11:00');
    assert.equal(dateAt(Date.UTC(2026, 10, 30, 1), 660), '2026-11-30T00:00:00Z');
  });

  it('writes a date as the type of the element has it', () => {
    const schemaText = FIRST.schemaText.replaceAll('base="xs:dateTime"', 'base="xs:date"');
    const text = TEXT.replace(/T\d\d:00:00Z/g, '');
    const set = (date?: string) =>
      written(text, [{ patch: KB1, product: batch, state: 'Approved', date }], { ...FIRST, schemaText });
    assert.match(set().text, /<StatusDate>2026-11-29<\/StatusDate>/);
    assert.match(set('2026-03-01').text, /<StatusDate>2026-03-01<\/StatusDate>/);
    assert.equal(set('2026-03-01T08:00:00Z').reasons.length, 1);
  });

  it('inserts fields in the order of the schema', () => {
    const more = { restriction: 'Stop it.', comment: 'a < b\nc', reboot: true };
    const text = TEXT.replace('        <StatusDate>2026-02-11T08:00:00Z</StatusDate>\n', '');
    assert.deepEqual(changes(text, { patch: KB1, product: batch, state: 'Approved', ...more }), [
      '- <Status>In Test</Status>',
      '+ <Status>Approved</Status>',
      '+ <StatusDate>2026-11-29T00:00:00Z</StatusDate>',
      '+ <RebootRequired>true</RebootRequired>',
      '+ <Restriction>Stop it.</Restriction>',
      '+ <Comment>a &lt; b',
      '+ c</Comment>',
    ]);
  });

  it('replaces all comments by one, and takes them away', () => {
    const entry =
      '<ID>Batch</ID>\n<Status>In Test</Status>\n<Comment languageID="en">one</Comment>\n<!-- kept -->\n<Comment>two</Comment>';
    const text = file(patch('KB1', entry));
    assert.deepEqual(changes(text, { patch: KB1, product: { id: 'Batch' }, comment: 'new' }), [
      '- <Comment languageID="en">one</Comment>',
      '- <!-- kept -->',
      '- <Comment>two</Comment>',
      '+ <Comment languageID="en">new</Comment>',
      '+ <!-- kept -->',
    ]);
    assert.deepEqual(changes(text, { patch: KB1, product: { id: 'Batch' }, comment: '' }), [
      '- <Comment languageID="en">one</Comment>',
      '- <!-- kept -->',
      '- <Comment>two</Comment>',
      '+ <!-- kept -->',
    ]);
  });

  it('keeps comments, attributes and whitespace around a value', () => {
    const text = file(patch('KB1', '<ID>Batch</ID>\n<Status name="x"> In <!-- c -->Test </Status>'));
    assert.deepEqual(changes(text, { patch: KB1, product: { id: 'Batch' }, state: 'Approved', date: 'keep' }), [
      '- <Status name="x"> In <!-- c -->Test </Status>',
      '+ <Status name="x"> Approved <!-- c --> </Status>',
    ]);
    const empty = file(patch('KB1', '<ID>Batch</ID>\n<Status />'));
    assert.deepEqual(changes(empty, { patch: KB1, product: { id: 'Batch' }, state: 'Approved', date: 'keep' }), [
      '- <Status />',
      '+ <Status>Approved</Status>',
    ]);
    const cdata = file(patch('KB1', '<ID>Batch</ID>\n<Status><![CDATA[In]]> Test</Status>'));
    assert.deepEqual(changes(cdata, { patch: KB1, product: { id: 'Batch' }, state: 'Approved', date: 'keep' }), [
      '- <Status><![CDATA[In]]> Test</Status>',
      '+ <Status>Approved</Status>',
    ]);
  });

  it('removes the attributes of a code list with the state of that list', () => {
    const text = file(patch('KB1', '<ID>Batch</ID>\n<Status listID="own" name=\'x\'>Approved</Status>'));
    assert.deepEqual(changes(text, { patch: KB1, product: { id: 'Batch' }, state: 'Approved', date: 'keep' }), [
      '- <Status listID="own" name=\'x\'>Approved</Status>',
      '+ <Status>Approved</Status>',
    ]);
  });

  it('adds a statement about a product that the file knows, and removes one', () => {
    assert.deepEqual(
      changes(TEXT, { patch: { id: 'KB2' }, product: { id: 'BATCH' }, state: 'Not Applicable', comment: 'c' }),
      [
        '+ <VendorProduct>',
        '+ <ID>Batch</ID>',
        '+ <Version>8.2</Version>',
        '+ <Status>Not Applicable</Status>',
        '+ <StatusDate>2026-11-29T00:00:00Z</StatusDate>',
        '+ <Comment>c</Comment>',
        '+ </VendorProduct>',
      ],
    );
    assert.equal(
      written(TEXT, [{ patch: KB1, product: batch, remove: true }]).text,
      file(`${patch('KB1')}\n${patch('KB2')}`),
    );
  });

  it('continues from earlier changes', () => {
    const { text, reasons } = written(TEXT, [
      { patch: KB1, product: batch, state: 'Approved' },
      { patch: KB1, product: batch, comment: 'c' },
      { patch: { id: 'KB2' }, product: batch, state: 'In Test' },
      { patch: { id: 'KB2' }, product: batch, state: 'Approved', date: null },
      { patch: KB1, product: batch, date: '2026-03-01' },
    ]);
    const dated =
      '<ID>Batch</ID>\n<Version>8.2</Version>\n<Status>Approved</Status>\n<StatusDate>2026-03-01T00:00:00Z</StatusDate>\n<Comment>c</Comment>';
    const plain = '<ID>Batch</ID>\n<Version>8.2</Version>\n<Status>Approved</Status>';
    assert.deepEqual([text, reasons], [file(`${patch('KB1', dated)}\n${patch('KB2', plain)}`), []]);
  });

  it('follows the order of another schema', () => {
    const { text } = written(
      SECOND.sampleText,
      [
        {
          patch: { id: 'KB5002841' },
          product: { id: 'Northwind Historian' },
          state: 'In Prüfung',
          reboot: false,
          comment: 'c',
        },
      ],
      SECOND,
    );
    assert.deepEqual(changedLines(SECOND.sampleText, text), [
      '- <k:Zustand listenKennung="NWP-States">Reviewed</k:Zustand>',
      '- <k:Bezeichnung>Northwind Historian</k:Bezeichnung>',
      '- <k:Fassung>5.1</k:Fassung>',
      '+ <k:Zustand>In Test</k:Zustand>',
      '+ <k:Seit>2026-11-29T00:00:00Z</k:Seit>',
      '+ <k:Bezeichnung>Northwind Historian</k:Bezeichnung>',
      '+ <k:Fassung>5.1</k:Fassung>',
      '+ <k:Bemerkung>c</k:Bemerkung>',
      '+ <k:Neustart>false</k:Neustart>',
    ]);
  });
});

describe('writing without a schema', () => {
  it('takes the order of the element tables', () => {
    for (const test of BOTH) {
      const change = {
        patch: { id: 'KB5002841' },
        product: { id: 'Northwind Historian' },
        ...{ state: 'Not Approved', date: '2026-03-01', comment: 'c', restriction: 'r', reboot: true },
      };
      const document = documentIn(test, test.sampleText);
      const [governed, free] = [document, { ...document, schema: null }].map((given) => {
        const { edits, notDone } = writeChanges(given, [change, { product: { id: 'New' }, add: true }], {
          clock: CLOCK,
        });
        assert.deepEqual(notDone, []);
        return edited(test.sampleText, edits);
      });
      assert.equal(free, governed);
    }
  });
});

describe('an entry with several versions and platforms', () => {
  const entry = (versions: readonly string[], platforms: readonly string[], state: string): string =>
    [
      '<ID>Batch</ID>',
      ...versions.map((version) => `<Version>${version}</Version>`),
      ...platforms.map((platform) => `<Platform>${platform}</Platform>`),
      `<Status>${state}</Status>`,
      '<Comment>kept</Comment>',
    ].join('\n');
  const text = file(patch('KB1', entry(['1', '2'], ['x', 'y'], 'In Test')));
  const set = (version?: string, platform?: string, more = {}) =>
    written(text, [
      { patch: KB1, product: { id: 'Batch', version, platform }, state: 'Approved', date: 'keep', ...more },
    ]);

  it('is divided where one version changes', () => {
    assert.equal(
      set('1').text,
      file(patch('KB1', entry(['2'], ['x', 'y'], 'In Test'), entry(['1'], ['x', 'y'], 'Approved'))),
    );
    assert.deepEqual(set('1').counts, { set: 2, added: 0, removed: 0, unchanged: 0 });
  });

  it('is divided where one version on one platform changes', () => {
    const entries = [
      entry(['1'], ['y'], 'In Test'),
      entry(['2'], ['x', 'y'], 'In Test'),
      entry(['1'], ['x'], 'Approved'),
    ];
    assert.equal(set('1', 'x').text, file(patch('KB1', ...entries)));
  });

  it('stays one where all of it changes', () => {
    assert.equal(set().text, file(patch('KB1', entry(['1', '2'], ['x', 'y'], 'Approved'))));
  });

  it('stays one where nothing changes', () => {
    assert.deepEqual(
      [set('1', 'x', { state: 'In Test' }).text, set('1', 'x', { state: 'In Test' }).counts.unchanged],
      [text, 1],
    );
  });

  it('loses the version that is removed', () => {
    const { text: after } = written(text, [{ patch: KB1, product: { id: 'Batch', version: '2' }, remove: true }]);
    assert.equal(after, file(patch('KB1', entry(['1'], ['x', 'y'], 'In Test'))));
  });
});
