/** Small CVRF 1.1 documents. */

/** The products of the documents below. */
const PRODUCTS: Readonly<Record<string, string>> = {
  '1': 'Windows Server 2022',
  '2': 'Windows Server 2022 (Server Core installation)',
  '3': 'Windows Server 2022, 23H2 Edition',
  '4': 'Windows 10 Version 22H2 for x64-based Systems',
  '5': 'Windows 10 for x64-based Systems',
  '6': 'Microsoft .NET Framework 4.8 on Windows Server 2022',
  '7': 'Microsoft Office 2016 (64-bit edition)',
};

export interface TestRemediation {
  readonly kb: string;
  readonly type?: string;
  readonly products?: string;
  readonly subType?: string;
  readonly supercedence?: string;
  readonly restart?: string;
  readonly url?: string;
  readonly date?: string;
  readonly group?: string;
}

/** A vulnerability; `severities` are written `Critical: 1 2; Low: 3`. */
export function vulnerability(
  id: string,
  severities: string,
  remediations: readonly TestRemediation[],
  ...revisions: readonly string[]
): string {
  const dates = revisions.length === 0 ? ['2026-02-10T08:00:00'] : revisions;
  const threats = severities.split(';').map((part) => {
    const [severity, products = ''] = part.split(':').map((piece) => piece.trim());
    return `<vuln:Threat Type="Severity"><vuln:Description>${severity}</vuln:Description>${productIds(products)}</vuln:Threat>`;
  });
  return `<vuln:Vulnerability Ordinal="1">
  <vuln:CVE>${id}</vuln:CVE>
  <vuln:Threats><vuln:Threat Type="Impact"><vuln:Description>Critical</vuln:Description></vuln:Threat>${threats.join('')}</vuln:Threats>
  <vuln:Remediations>${remediations.map(remediation).join('')}</vuln:Remediations>
  <vuln:RevisionHistory>${dates.map((date) => `<vuln:Revision><cvrf:Date>${date}</cvrf:Date></vuln:Revision>`).join('')}</vuln:RevisionHistory>
</vuln:Vulnerability>`;
}

function remediation({
  kb,
  type = 'Vendor Fix',
  products = '1',
  subType,
  supercedence,
  restart,
  url,
  date,
  group,
}: TestRemediation): string {
  return `<vuln:Remediation Type="${type}"${date === undefined ? '' : ` Date="${date}"`}><vuln:Description>${kb}</vuln:Description>${optional('URL', url)}${productIds(products)}${optional('GroupID', group)}${optional('SubType', subType)}${optional('Supercedence', supercedence)}${optional('RestartRequired', restart)}</vuln:Remediation>`;
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<vuln:${name}>${value}</vuln:${name}>`;
}

function productIds(ids: string): string {
  return (ids.match(/\d+/g) ?? []).map((id) => `<vuln:ProductID>${id}</vuln:ProductID>`).join('');
}

/** A release document of February 2026 with these vulnerabilities. */
export function releaseDocument(...vulnerabilities: readonly string[]): string {
  const products = Object.entries(PRODUCTS).map(
    ([id, name]) => `<prod:FullProductName ProductID="${id}">${name}</prod:FullProductName>`,
  );
  return `<cvrf:cvrfdoc xmlns:cvrf="http://www.icasi.org/CVRF/schema/cvrf/1.1" xmlns:prod="http://www.icasi.org/CVRF/schema/prod/1.1" xmlns:vuln="http://www.icasi.org/CVRF/schema/vuln/1.1">
<cvrf:DocumentTitle>February 2026 Security Updates</cvrf:DocumentTitle>
<cvrf:DocumentTracking>
  <cvrf:Identification><cvrf:ID>2026-Feb</cvrf:ID></cvrf:Identification>
  <cvrf:InitialReleaseDate>2026-02-10T08:00:00</cvrf:InitialReleaseDate>
  <cvrf:CurrentReleaseDate>2026-03-01T01:01:55</cvrf:CurrentReleaseDate>
</cvrf:DocumentTracking>
<prod:ProductTree><prod:Branch Type="Vendor" Name="Microsoft"><prod:Branch Type="Product Family" Name="Windows">${products.join('')}</prod:Branch></prod:Branch><prod:ProductGroups><prod:Group GroupID="G1"><prod:ProductID>1</prod:ProductID><prod:ProductID>2</prod:ProductID></prod:Group></prod:ProductGroups></prod:ProductTree>
${vulnerabilities.join('\n')}
</cvrf:cvrfdoc>
`;
}
