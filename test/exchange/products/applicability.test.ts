import assert from 'node:assert/strict';
import { Applicability } from '../../../server/src/exchange/products/applicability';

/** Names as Microsoft's release documents have them. */
const NAMES = [
  'Windows Server 2012',
  'Windows Server 2012 R2',
  'Windows Server 2016  (Server Core installation)',
  'Windows Server 2022',
  'Windows Server 2022 (Server Core installation)',
  'Windows Server 2022, 23H2 Edition (Server Core installation)',
  'Windows Server 2022, 23H2 Edition',
  'Windows 10 for 32-bit Systems',
  'Windows 10 Version 22H2 for x64-based Systems',
  'Windows 10 Version 22H2 for ARM64-based Systems',
  'Windows 11 Version 24H2 for x64-based Systems',
  'Windows Server 2008 R2 for x64-based Systems Service Pack 1',
  'Microsoft SQL Server 2019 for x64-based Systems (GDR)',
  'Microsoft SQL Server 2019 for x64-based Systems (CU 18)',
  'Microsoft SQL Server 2016 for x64-based Systems Service Pack 3 Azure Connectivity Pack',
  'Microsoft Office 2016 (64-bit edition)',
  'Microsoft Office Online Server',
  '.NET 8.0 installed on Windows',
  '.NET 8.0 installed on Linux',
  'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022',
  'Microsoft .NET Framework 4.6.2/4.7/4.7.1/4.7.2 on Windows Server 2012 R2',
  'Excel Services on Microsoft SharePoint Server 2010 Service Pack 2',
];
const applicability = new Applicability(NAMES);

/** The names that a platform or component matches. */
const matched = (name: string): readonly string[] => applicability.matched(name).names;

/** The names of patches that concern a product. */
const concerning = (platform: string, components: readonly string[] | null): string[] =>
  NAMES.filter((name) => applicability.concerns([name], { platform, components }));

describe('names of products in release documents', () => {
  const cases: readonly [name: string, matched: readonly string[]][] = [
    ['Windows 11', ['Windows 11 Version 24H2 for x64-based Systems']],
    ['Windows 10', NAMES.filter((name) => name.startsWith('Windows 10 '))],
    ['Windows 10 22H2', NAMES.filter((name) => name.startsWith('Windows 10 Version 22H2'))],
    ['Windows 10 22H2 (x64)', ['Windows 10 Version 22H2 for x64-based Systems']],
    ['Windows 10 32-bit', ['Windows 10 for 32-bit Systems']],
    ['Windows Server 202', []],
    ['Windows 10 21H2', []],
    ['Windows', [...NAMES.filter((name) => name.startsWith('Windows 1')), '.NET 8.0 installed on Windows']],
    ['Windows Server 2022', ['Windows Server 2022', 'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022']],
    [
      'Windows Server 2022 21H2',
      ['Windows Server 2022', 'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022'],
    ],
    ['Windows Server 2022, 23H2 Edition', ['Windows Server 2022, 23H2 Edition']],
    ['Windows Server 2022 23H2', ['Windows Server 2022, 23H2 Edition']],
    ['Windows Server 2022 Server Core', ['Windows Server 2022 (Server Core installation)']],
    ['Windows Server 2016', []],
    ['Windows Server 2012', ['Windows Server 2012']],
    ['Windows Server 2008 R2 SP1', ['Windows Server 2008 R2 for x64-based Systems Service Pack 1']],
    ['SQL Server 2019', NAMES.filter((name) => name.includes('SQL Server 2019'))],
    ['Microsoft SQL Server 2019 CU18', ['Microsoft SQL Server 2019 for x64-based Systems (CU 18)']],
    ['SQL Server 2016', []],
    ['Office', ['Microsoft Office 2016 (64-bit edition)']],
    ['.NET', ['.NET 8.0 installed on Windows', '.NET 8.0 installed on Linux']],
    ['.NET Framework 4.8', ['Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022']],
    ['.NET Framework 4.7.1', ['Microsoft .NET Framework 4.6.2/4.7/4.7.1/4.7.2 on Windows Server 2012 R2']],
    ['.NET Framework', NAMES.filter((name) => name.includes('.NET Framework'))],
    ['SharePoint Server 2010', ['Excel Services on Microsoft SharePoint Server 2010 Service Pack 2']],
  ];
  for (const [name, expected] of cases) {
    it(`matches "${name}" with ${expected.length === 0 ? 'nothing' : expected.join('; ')}`, () => {
      assert.deepEqual(matched(name), expected);
    });
  }

  it('names the most similar ones where nothing matches', () => {
    assert.deepEqual(applicability.matched('Windows Server 2021').nearest[0], 'Windows Server 2022');
  });
});

describe('products that a patch concerns', () => {
  it('are those whose platform or component it patches', () => {
    assert.deepEqual(concerning('Windows Server 2022', ['.NET Framework 4.8', 'SQL Server 2019']), [
      'Windows Server 2022',
      'Microsoft SQL Server 2019 for x64-based Systems (GDR)',
      'Microsoft SQL Server 2019 for x64-based Systems (CU 18)',
      'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022',
    ]);
    assert.deepEqual(concerning('Windows Server 2022', []), ['Windows Server 2022']);
    assert.deepEqual(concerning('Windows 10', ['.NET']), [
      ...NAMES.filter((name) => name.startsWith('Windows 10')),
      '.NET 8.0 installed on Windows',
    ]);
  });

  it('include each whose list does not say what it contains', () => {
    const software = ['SQL', 'Office', 'Excel'].flatMap((part) => NAMES.filter((name) => name.includes(part)));
    const onServer = concerning('Windows Server 2022', null);
    assert.deepEqual(onServer.filter((name) => software.includes(name)).sort(), [...new Set(software)].sort());
    assert.ok(onServer.includes('Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2022'));
    assert.ok(!onServer.includes('Windows Server 2012'));
    assert.deepEqual(concerning('', null), NAMES);
  });

  it('include each where it is not known what a patch is for', () => {
    assert.equal(applicability.concerns([], { platform: 'QNX', components: [] }), true);
  });
});
