import assert from 'node:assert/strict';
import { documentIn, documentUnder } from '../../support/documents';
import { offered, onlyProblem } from '../../support/fixes';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
  <xs:attribute name="moment" type="xs:dateTime"/><xs:attribute name="day" type="xs:date"/>
  </xs:complexType></xs:element></xs:schema>`;

/** The fixes for the value of an attribute; the preferred one starts with `*`. */
function values(attribute: 'moment' | 'day', written: string): string[] {
  const document = documentUnder(SCHEMA, `<a ${attribute}="${written}"/>`);
  return offered(onlyProblem(document), document).map(titleOf);
}

/** What a fix replaces with: the value, and the day in words. */
function titleOf(fix: string): string {
  return fix.replace(/Replace with "(.*)"( \(.*\))? => [^]*/, '$1$2');
}

/** Notations of date and time, and the fixes for them. */
const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  '27.3.2026': ['2026-03-27T00:00:00', '2026-03-27T00:00:00Z'],
  '2026/03/27': ['2026-03-27T00:00:00', '2026-03-27T00:00:00Z'],
  '20260327': ['2026-03-27T00:00:00', '2026-03-27T00:00:00Z'],
  '2026-3-7': ['2026-03-07T00:00:00', '2026-03-07T00:00:00Z'],
  '27 Mar 2026': ['2026-03-27T00:00:00', '2026-03-27T00:00:00Z'],
  'March 27, 2026': ['2026-03-27T00:00:00', '2026-03-27T00:00:00Z'],
  '03/04/2026 9:00': [
    '2026-04-03T09:00:00 (3 April 2026)',
    '2026-04-03T09:00:00Z (3 April 2026)',
    '2026-03-04T09:00:00 (4 March 2026)',
    '2026-03-04T09:00:00Z (4 March 2026)',
  ],
  '03/27/2026 9:00': ['* 2026-03-27T09:00:00', '2026-03-27T09:00:00Z'],
  '2026-03-27 14:30': ['* 2026-03-27T14:30:00', '2026-03-27T14:30:00Z'],
  '2026-03-27t14:30:00z': ['* 2026-03-27T14:30:00Z'],
  '2026-03-27T14:30:00,25Z': ['* 2026-03-27T14:30:00.25Z'],
  '2026-03-27T14:30:00+0100': ['* 2026-03-27T14:30:00+01:00'],
  '2026-12-31 24:00': ['* 2027-01-01T00:00:00', '2027-01-01T00:00:00Z'],
  '27.03.2026, 5:30 pm CET': ['* 2026-03-27T17:30:00+01:00'],
  '27. März 2026 um 14:30 Uhr': ['* 2026-03-27T14:30:00', '2026-03-27T14:30:00Z'],
  'Fri, 27 Mar 2026 10:00:00 GMT': ['* 2026-03-27T10:00:00Z'],
  '27.3.26 10:00': ['2026-03-27T10:00:00', '2026-03-27T10:00:00Z'],
  '2026-02-30T10:00:00': [
    '2026-02-28T10:00:00 (28 February 2026)',
    '2026-02-28T10:00:00Z (28 February 2026)',
    '2026-03-01T10:00:00 (1 March 2026)',
    '2026-03-01T10:00:00Z (1 March 2026)',
  ],
  '2026-06-31T08:00:00Z': ['2026-06-30T08:00:00Z (30 June 2026)', '2026-07-01T08:00:00Z (1 July 2026)'],
  '31.06.2026 08:00 CET': ['2026-06-30T08:00:00+01:00 (30 June 2026)', '2026-07-01T08:00:00+01:00 (1 July 2026)'],
  // Numbers of a spreadsheet.
  '45992': ['2025-12-01T00:00:00', '2025-12-01T00:00:00Z'],
  '46101.604166667': ['2026-03-20T14:30:00', '2026-03-20T14:30:00Z'],
  '46101,99999999': ['2026-03-21T00:00:00', '2026-03-21T00:00:00Z'],
  '12345': [],
  '2026-02-32T10:00:00': [],
  '2026-03-27T25:00:00': [],
  yesterday: [],
};

const DAYS: Readonly<Record<string, readonly string[]>> = {
  '27.3.2026': ['* 2026-03-27'],
  '20260327': ['* 2026-03-27'],
  '03/04/2026': ['2026-04-03 (3 April 2026)', '2026-03-04 (4 March 2026)'],
  '04/04/2026': ['* 2026-04-04'],
  '2026-03-27T10:00:00Z': ['2026-03-27'],
  '45992': ['2025-12-01'],
  '29.2.2026': ['2026-02-28 (28 February 2026)', '2026-03-01 (1 March 2026)'],
  '29.2.2028': ['* 2028-02-29'],
};

describe('fixes of dates', () => {
  for (const [written, expected] of Object.entries(MOMENTS)) {
    it(`offers the dateTime of ${written}`, () => assert.deepEqual(values('moment', written), expected));
  }
  for (const [written, expected] of Object.entries(DAYS)) {
    it(`offers the date of ${written}`, () => assert.deepEqual(values('day', written), expected));
  }

  for (const vocabulary of BOTH) {
    /** The fixes for the release date of a patch whose state is of 9 March 2026. */
    const ofRelease = (released: string): string[] => {
      const product = { 'product-id': 'Batch', state: 'In Test', 'state-date': '2026-03-09T09:00:00Z' };
      const text = publicationText(vocabulary, [{ 'patch-id': 'KB1', title: 'A', released, product: [product] }]);
      const document = documentIn(vocabulary, text);
      return offered(onlyProblem(document, 'xsd/cvc-datatype-valid.1.2.1'), document).map(titleOf);
    };

    it(`offers both days of an ambiguous one, although rules doubt the later one, in ${vocabulary.title}`, () =>
      assert.deepEqual(ofRelease('03/04/2026 9:00'), [
        '2026-03-04T09:00:00Z (4 March 2026)',
        '2026-04-03T09:00:00Z (3 April 2026)',
      ]));

    it(`offers the only day that rules doubt, in ${vocabulary.title}`, () =>
      assert.deepEqual(ofRelease('27.3.2026 9:00'), ['2026-03-27T09:00:00Z']));
  }
});
