import assert from 'node:assert/strict';
import { forSeeds } from '../../../support/seeds';
import { builtin, restricted, verdict } from '../../../xsd/simpleTypes/support';

const XSD = 'http://www.w3.org/2001/XMLSchema';

/** Types that both check: a base, the facets of its restriction, and values to mutate. */
const TYPES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['boolean', [], ['true', 'false', '0', '1']],
  ['decimal', [], ['0', '-1.50', '+.5', '5.', '12345678901234567890.12345']],
  ['decimal', ['minInclusive=-1.5', 'maxExclusive=10'], ['-1.5', '-1.51', '9.99', '10.0', '0']],
  ['decimal', ['totalDigits=4', 'fractionDigits=2'], ['12.34', '0012.3', '123.45', '0.001', '1.230']],
  ['float', [], ['1', '-1.5E+3', 'INF', '-INF', 'NaN', '.5e-2']],
  ['double', ['minExclusive=-1e3', 'maxInclusive=2.5'], ['-1000', '-999.9', '2.5', '2.51', 'INF', '-0']],
  ['duration', [], ['P1Y2M3DT4H5M6.7S', '-P1Y', 'PT0S', 'P30D']],
  ['duration', ['minInclusive=P1M', 'maxExclusive=P2Y'], ['P1M', 'P31D', 'P27D', 'P28D', 'P23M', 'P24M', 'P731D']],
  ['dateTime', [], ['2026-03-27T14:30:00', '2024-02-29T00:00:00.5Z', '-0044-03-15T12:00:00+14:00']],
  [
    'dateTime',
    ['minInclusive=2026-01-01T00:00:00Z', 'maxExclusive=2027-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T10:00:00+11:00', '2025-12-31T23:00:00-02:00', '2026-06-01T12:00:00'],
  ],
  ['date', [], ['2026-03-27', '2000-02-29Z', '2100-02-28-05:00']],
  ['date', ['maxInclusive=2026-03-27'], ['2026-03-27', '2026-03-28', '2026-03-26']],
  ['time', [], ['00:00:00', '23:59:59.999Z', '12:00:00-14:00']],
  ['gYearMonth', [], ['2026-03', '-0001-12Z']],
  ['gYear', [], ['2026', '12026+01:00']],
  ['gMonthDay', [], ['--02-29', '--12-31Z']],
  ['gDay', [], ['---01', '---31+02:00']],
  ['gMonth', [], ['--01', '--12Z']],
  ['hexBinary', ['length=2'], ['0FB7', 'abcd', '00']],
  ['base64Binary', ['maxLength=4'], ['D7c=', 'AAAA', 'AA==', 'AAAAAA==']],
  ['language', [], ['en', 'de-AT', 'x-klingon']],
  ['NMTOKEN', [], ['1a', '-a:b.c', 'ä']],
  ['Name', [], [':a', '_1', 'ä']],
  ['NCName', [], ['a', '_a.b-c']],
  ['NMTOKENS', ['minLength=2'], ['a b', '1 2 3', 'a']],
  ['integer', [], ['0', '-0', '+12', '123456789012345678901']],
  ['byte', [], ['-128', '127', '128']],
  ['unsignedLong', [], ['18446744073709551615', '18446744073709551616', '-0']],
  ['positiveInteger', ['maxInclusive=100'], ['1', '100', '101']],
  ['token', ['pattern=[A-Z]{2,4}-\\d+', 'maxLength=8'], ['KB-12', 'AB-123456', 'A-1']],
  ['string', ['minLength=2', 'maxLength=3'], ['ab', 'abc', '']],
  ['token', ['enumeration=Low', 'enumeration=High'], ['Low', 'High', 'low']],
];

const PER_TYPE = 400;
const PIECES = '0123456789+-.:TZPYMDHSEeINFa b=,';

/** Where libxml2 is known to be wrong; `accepts` is its result there. */
const LIBXML2_IS_WRONG: readonly {
  readonly clause: string;
  readonly type: RegExp;
  readonly text: RegExp;
  readonly accepts: boolean;
}[] = [
  { clause: '3.2.4.1: digits follow the E', type: /^(?:float|double)/, text: /[Ee][+-]? *$/, accepts: true },
  { clause: '3.2.6.1: digits before the point', type: /^duration/, text: /T(?:\d+[HM])*\./, accepts: true },
  {
    clause: '3.2.6 to 3.2.14: whitespace is collapsed',
    type: /^(?:duration|dateTime|time|date|g[A-Z]\w+) /,
    text: /^ | $/,
    accepts: false,
  },
  { clause: '3.2.16: only digits, = and spaces', type: /^base64Binary/, text: /[^A-Za-z0-9+/= ]/, accepts: true },
];

/** A value with up to three characters inserted, deleted or changed. */
function mutated(value: string, random: (limit: number) => number): string {
  let text = value;
  for (let count = random(4); count > 0; count--) {
    const at = random(text.length + 1);
    const piece = random(4) === 0 ? '' : PIECES[random(PIECES.length)]!;
    text = text.slice(0, at) + piece + text.slice(at + random(2));
  }
  return text;
}

function typeName(index: number): string {
  return `t${index}`;
}

function schemaText(): string {
  const types = TYPES.map(([base, facets], index) => {
    const written = facets.map((facet) => facet.replace(/^(\w+)=(.*)$/, '<xs:$1 value="$2"/>')).join('');
    const type = `<xs:simpleType><xs:restriction base="xs:${base}">${written}</xs:restriction></xs:simpleType>`;
    return `<xs:element name="${typeName(index)}">${type}</xs:element>`;
  });
  const refs = TYPES.map((_, index) => `<xs:element ref="${typeName(index)}"/>`).join('');
  const all = `<xs:element name="all"><xs:complexType><xs:choice maxOccurs="unbounded">${refs}</xs:choice></xs:complexType></xs:element>`;
  return `<xs:schema xmlns:xs="${XSD}">${types.join('')}${all}</xs:schema>`;
}

describe('simple types', () => {
  it('agree with libxml2 on mutated values', async () => {
    const { XmlDocument, XmlValidateError, XsdValidator } = await import('libxml2-wasm');
    await forSeeds(20261124, PER_TYPE, ({ random, count }) => {
      const values = TYPES.flatMap(([base, facets, seeds], index) => {
        const type = facets.length === 0 ? builtin(base) : restricted(base, ...facets);
        return Array.from({ length: count }, () => {
          const text = mutated(seeds[random(seeds.length)]!, random);
          return { index, base: `${base} ${facets.join(' ')}`, text, isValid: verdict(type, text) === 'ok' };
        });
      });
      const lines = values.map(({ index, text }) => `<${typeName(index)}>${text}</${typeName(index)}>`);
      const schema = XmlDocument.fromString(schemaText());
      const document = XmlDocument.fromString(`<all>\n${lines.join('\n')}\n</all>`);
      const validator = XsdValidator.fromDoc(schema);
      const wrongLines = new Set<number>();
      try {
        validator.validate(document);
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error;
        for (const { line } of error.details) wrongLines.add(line);
      } finally {
        validator.dispose();
        document.dispose();
        schema.dispose();
      }
      const differences = values.flatMap(({ base, text, isValid }, index) => {
        const accepted = !wrongLines.has(index + 2);
        const known = LIBXML2_IS_WRONG.some(
          (each) => each.accepts === accepted && each.type.test(base) && each.text.test(text),
        );
        return accepted === isValid || known ? [] : [`${base}: "${text}" libxml2 ${accepted ? 'accepts' : 'rejects'}`];
      });
      assert.deepEqual(differences, []);
      assert.ok(wrongLines.size > values.length / 10, 'some values are invalid');
      assert.ok(wrongLines.size < values.length, 'some values are valid');
    });
  });
});
