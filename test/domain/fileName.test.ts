import assert from 'node:assert/strict';
import { render } from '../../server/src/xml/problem';
import {
  compareFileName,
  dateFromName,
  expectedName,
  parsePattern,
  patternFault,
  safeValue,
  splitName,
  type ValueOf,
} from '../../server/src/domain/fileName';

const values = (given: Readonly<Record<string, string>>): ValueOf => {
  return (role) => given[role];
};
const NORTHWIND = values({ supplier: 'Northwind Process Systems', published: '2026-02-18T09:05:00+01:00' });
const PATTERN = '{supplier}_VPC_{published:yyyy-MM-dd}.xml';

describe('safeValue', () => {
  const cases: readonly [value: string, safe: string, why: string][] = [
    ['Northwind Process Systems', 'Northwind-Process-Systems', 'a run of anything else becomes one hyphen'],
    ['A&B / C\\D:E*F?"G<H>I|J', 'A-B-C-D-E-F-G-H-I-J', 'no path separators, nothing that a system refuses'],
    ['  A  ', 'A', 'no hyphens at the ends'],
    ['../../etc', 'etc', 'no dots at the ends: no way up, no hidden file'],
    ['A.B-C 1.0.', 'A.B-C-1.0', 'dots and hyphens within stay'],
    ['Müller Straße GmbH', 'Müller-Straße-GmbH', 'letters of all languages stay'],
    ['Mu\u0308ller', 'Müller', 'composed form, whatever the system wrote'],
    ['横河電機', '横河電機', 'letters of all scripts'],
    ['हिन्दी', 'हिन्दी', 'marks belong to their letters'],
    ['A_B', 'A-B', 'the pattern uses underscores to separate'],
    ['😀Corp😀', 'Corp', 'symbols are no letters'],
    ['CON', 'CON-', 'a device name of Windows'],
    ['aux.1', 'aux-.1', 'with an extension as well'],
    ['COM1', 'COM1-', 'and the numbered ones'],
    ['Console', 'Console', 'which only starts like one'],
    ['x'.repeat(200), 'x'.repeat(120), 'at most 120 characters'],
    ['𠀀'.repeat(130), '𠀀'.repeat(120), 'counted as characters, none cut in half'],
    [`${'x'.repeat(119)} y`, 'x'.repeat(119), 'no hyphen at the end after cutting'],
    ['***', '', 'nothing may be left'],
  ];
  for (const [value, safe, why] of cases) {
    it(`${JSON.stringify(value.slice(0, 30))} -> ${JSON.stringify(safe.slice(0, 30))}: ${why}`, () => {
      assert.equal(safeValue(value), safe);
    });
  }
});

describe('expectedName', () => {
  const cases: readonly [pattern: string, given: Readonly<Record<string, string>>, name: string | null][] = [
    [PATTERN, { supplier: 'A B', published: '2026-02-18T09:00:00Z' }, 'A-B_VPC_2026-02-18.xml'],
    [PATTERN, { supplier: 'A', published: '2026-02-18T23:30:00-05:00' }, 'A_VPC_2026-02-18.xml'],
    ['{published:yyyyMMdd-HHmm}.xml', { published: '2026-02-18T09:05:00' }, '20260218-0905.xml'],
    ['{document-id}.v{document-version}.xml', { 'document-id': 'X 1', 'document-version': '2.0' }, 'X-1.v2.0.xml'],
    ['{vendor-id}.xml', { 'vendor-id': 'Microsoft' }, 'Microsoft.xml'],
    [PATTERN, { supplier: 'A' }, null],
    [PATTERN, { supplier: 'A', published: 'yesterday' }, null],
    [PATTERN, { supplier: '***', published: '2026-02-18T09:00:00Z' }, null],
  ];
  for (const [pattern, given, name] of cases) {
    it(`${pattern} with ${JSON.stringify(given)} -> ${String(name)}`, () => {
      assert.equal(expectedName(parsePattern(pattern)!, values(given)), name);
    });
  }
});

describe('parsePattern', () => {
  for (const pattern of ['{nobody}.xml', '{}', '{supplier', 'supplier}', '{published:week}', '{{supplier}}']) {
    it(`refuses ${pattern}`, () => {
      assert.equal(parsePattern(pattern), null);
    });
  }
});

describe('patternFault', () => {
  const faultOf = (pattern: string): string | null => {
    const fault = patternFault(pattern);
    return fault && render(fault.message, fault.args);
  };

  for (const pattern of [
    PATTERN,
    '{supplier} {document-id}.v{document-version}.xml',
    '{published:yyyyMMdd}',
    'a..b.{supplier}',
  ]) {
    it(`accepts ${pattern}`, () => assert.equal(faultOf(pattern), null));
  }

  const FORBIDDEN: readonly (readonly [pattern: string, shown: string])[] = [
    ['../../out_{supplier}.xml', '"/"'],
    ['a\\{supplier}', '"\\"'],
    ['C:{supplier}', '":"'],
    ['{published:yyyy/MM}', '"/"'],
    ['{published:HH:mm}', '":"'],
    ['*{supplier}', '"*"'],
    ['{supplier}\n', 'U+000A'],
    ['{supplier}\0', 'U+0000'],
    ['{supplier}\u009b', 'U+009B'],
    ['{supplier}\u202e', 'U+202E'],
    ['{supplier}\u200b', 'U+200B'],
    ['{supplier}\ud800', 'U+D800'],
  ];
  for (const [pattern, shown] of FORBIDDEN) {
    it(`refuses ${JSON.stringify(pattern)}`, () => {
      assert.equal(
        faultOf(pattern),
        `${shown} is not allowed in file names on all systems. Remove it from the pattern.`,
      );
    });
  }

  for (const pattern of ['CON', 'nul.xml', 'Com1.{supplier}', 'lpt¹', '.', '..', '{supplier}.', '{supplier} ']) {
    it(`refuses ${JSON.stringify(pattern)}, which gives names that a system does not allow`, () => {
      assert.match(faultOf(pattern)!, /^Files cannot have the name ".*" on all systems\./);
    });
  }

  it('refuses a pattern that is too long', () => {
    assert.match(faultOf('{supplier}'.repeat(26))!, /must not be longer than 255 characters/);
  });

  it('refuses what is no pattern', () => {
    for (const pattern of ['', '{nobody}'])
      assert.match(faultOf(pattern)!, /^Expected a filename pattern, for example/);
  });
});

describe('names of files', () => {
  it('are no device names, and no paths, whatever the pattern', () => {
    const value = values({ supplier: 'on', 'document-id': 'n' });
    assert.equal(expectedName(parsePattern('c{supplier}')!, value), 'con-');
    assert.equal(expectedName(parsePattern('c{supplier}.xml')!, value), 'con-.xml');
    assert.equal(expectedName(parsePattern('{document-id}ul')!, value), 'nul-');
    for (const pattern of ['../{supplier}', '..\\{supplier}', '{supplier}\n', 'a:{supplier}', '..', '']) {
      assert.equal(expectedName(parsePattern(pattern)!, value), null, pattern);
    }
  });

  it('take no longer for long values', () => {
    assert.equal(safeValue(`${'-'.repeat(1_000_000)}a`), '');
    assert.equal(safeValue(`a${'.-'.repeat(1_000_000)}b`), 'a');
  });

  it('are split in steps in proportion to name and pattern', () => {
    const PATTERNS = [`${'{supplier}'.repeat(12)}_.xml`, '{supplier}'.repeat(25), `${'{published:yyyy}'.repeat(15)}x`];
    for (const pattern of PATTERNS) {
      for (const length of [10, 100, 1_000]) {
        const meter = { steps: 0 };
        assert.equal(splitName(parsePattern(pattern)!, `${'1'.repeat(length)}/`, meter), null);
        const bound = 12 * pattern.length * (length + 2);
        assert.ok(meter.steps <= bound, `${pattern}: ${meter.steps} > ${bound}`);
      }
    }
  });
});

describe('compareFileName', () => {
  const compare = (name: string, valueOf = NORTHWIND) => compareFileName(parsePattern(PATTERN)!, name, valueOf);
  const expected = 'Northwind-Process-Systems_VPC_2026-02-18.xml';

  it('agrees with the right name', () => {
    assert.deepEqual(compare(expected), { kind: 'agrees' });
  });

  it('agrees with a name in decomposed form', () => {
    const valueOf = values({ supplier: 'Müller', published: '2026-02-18T09:00:00Z' });
    assert.deepEqual(compare('Mu\u0308ller_VPC_2026-02-18.xml', valueOf), { kind: 'agrees' });
  });

  it('reports the token that differs', () => {
    assert.deepEqual(compare('Northwind-Process-Systems_VPC_2026-01-18.xml'), {
      kind: 'differs',
      expected,
      disagreements: [{ role: 'published', found: '2026-01-18', expected: '2026-02-18' }],
    });
    assert.deepEqual(compare('Northwind_VPC_2026-2-18.xml'), {
      kind: 'differs',
      expected,
      disagreements: [
        { role: 'supplier', found: 'Northwind', expected: 'Northwind-Process-Systems' },
        { role: 'published', found: '2026-2-18', expected: '2026-02-18' },
      ],
    });
  });

  for (const name of ['patches.xml', 'Northwind-Process-Systems_vpc_2026-02-18.xml', `${expected}.bak`]) {
    it(`reports no token where the name does not match the pattern: ${name}`, () => {
      assert.deepEqual(compare(name), { kind: 'differs', expected, disagreements: [] });
    });
  }

  it('reports missing values', () => {
    assert.deepEqual(compare(expected, values({ published: 'soon' })), {
      kind: 'undecided',
      missing: ['supplier', 'published'],
    });
  });
});

describe('dateFromName', () => {
  const cases: readonly [pattern: string, name: string, now: string, date: string | null][] = [
    [PATTERN, 'A_VPC_2026-01-31.xml', '2026-02-18T09:05:00+01:00', '2026-01-31T09:05:00+01:00'],
    [PATTERN, 'A_VPC_2026-01-31.xml', '18 February', '2026-01-31T00:00:00Z'],
    ['{published:yyyyMMdd-HHmm}.xml', '20260131-1745.xml', '2026-02-18T09:05:30Z', '2026-01-31T17:45:30Z'],
    [PATTERN, 'A_VPC_2026-02-30.xml', '2026-02-18T09:05:00Z', null],
    [PATTERN, 'A_VPC_2026-1-31.xml', '2026-02-18T09:05:00Z', null],
    [PATTERN, 'patches.xml', '2026-02-18T09:05:00Z', null],
    ['{supplier}.xml', 'A.xml', '2026-02-18T09:05:00Z', null],
  ];
  for (const [pattern, name, now, date] of cases) {
    it(`${name} and ${now} -> ${String(date)}`, () => {
      assert.equal(dateFromName(parsePattern(pattern)!, name, now), date);
    });
  }
});
