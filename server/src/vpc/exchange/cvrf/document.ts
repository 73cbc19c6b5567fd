/** A CVRF 1.1 security release document (ICASI), as far as importing needs it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { instantOf } from '../../dateTime';
import type { ImportProblem } from '../problem';

/** What a vulnerability's `Remediation` says. */
export interface Remediation {
  /** `Vendor Fix`, `Known Issue`, `Release Notes`, … */
  readonly type: string;
  readonly description: string;
  readonly subType: string;
  readonly url: string;
  readonly supercedence: string;
  readonly restartRequired: string;
  readonly productIds: readonly string[];
}

/** A severity and the products that it holds for; none: all of the vulnerability's. */
export interface SeverityThreat {
  readonly severity: string;
  readonly productIds: readonly string[];
}

export interface Vulnerability {
  /** A CVE number, or the identifier of an advisory. */
  readonly id: string;
  /** When it was first published; UTC; empty where the document does not say. */
  readonly published: string;
  readonly severities: readonly SeverityThreat[];
  readonly remediations: readonly Remediation[];
}

export interface ReleaseDocument {
  readonly id: string;
  readonly title: string;
  /** Who made the products, as the product tree says. */
  readonly vendor: string;
  /** xs:dateTime in UTC, as are all dates here. */
  readonly initialRelease: string;
  readonly currentRelease: string;
  /** Name of each product by its ProductID. */
  readonly products: ReadonlyMap<string, string>;
  readonly vulnerabilities: readonly Vulnerability[];
}

/** What the parser makes of an element: a text, or an object of attributes (`@name`), children and `#text`. */
type Value = string | { readonly [key: string]: Value | readonly Value[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  htmlEntities: true,
  // 7-digit KB numbers and build numbers are names, not numbers
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * Reads a release document.
 * @returns `document` is `null` where it is no CVRF document or is not well-formed; the problem says where
 */
export function readReleaseDocument(xml: string): { document: ReleaseDocument | null; problems: ImportProblem[] } {
  const fail = (line: number | null, message: string, ...args: string[]) => ({
    document: null,
    problems: [{ severity: 'error', file: 'release document', line, message, args } satisfies ImportProblem],
  });
  const text = xml.replace(/^\uFEFF/, '');
  if (text.trim() === '') return fail(null, 'The release document is empty.');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    return fail(
      verdict.err.line,
      'The release document is not well-formed XML: {0} Download it again.',
      verdict.err.msg,
    );
  }
  const document = parsed(text);
  if (document instanceof Error) return fail(null, 'The release document cannot be read: {0}.', document.message);
  const root = first(document, 'cvrfdoc');
  if (root === undefined) {
    const name = Object.keys(document).find((key) => key !== '?xml') ?? '';
    return fail(1, 'This is no CVRF document: its root element is "{0}", not "cvrfdoc".', name);
  }
  const tracking = first(root, 'DocumentTracking');
  const initialRelease = utc(textAt(tracking, 'InitialReleaseDate'));
  if (initialRelease === '')
    return fail(null, 'The release document does not say when it was released (InitialReleaseDate).');
  return {
    document: {
      id: textAt(first(tracking, 'Identification'), 'ID'),
      title: textAt(root, 'DocumentTitle'),
      vendor: vendorOf(first(root, 'ProductTree')),
      initialRelease,
      currentRelease: utc(textAt(tracking, 'CurrentReleaseDate')) || initialRelease,
      products: productsOf(first(root, 'ProductTree')),
      vulnerabilities: all(root, 'Vulnerability').map(readVulnerability),
    },
    problems: [],
  };
}

/** The parser refuses what may harm: external entities, entities that grow without bounds, very deep nesting. */
function parsed(text: string): Value | Error {
  try {
    return parser.parse(text) as Value;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function readVulnerability(vulnerability: Value): Vulnerability {
  const threats = all(first(vulnerability, 'Threats'), 'Threat');
  const revisions = all(first(vulnerability, 'RevisionHistory'), 'Revision');
  return {
    id: textAt(vulnerability, 'CVE'),
    published:
      revisions
        .map((revision) => utc(textAt(revision, 'Date')))
        .filter(Boolean)
        .sort()[0] ?? '',
    severities: threats
      .filter((threat) => textAt(threat, '@Type') === 'Severity')
      .map((threat) => ({ severity: textAt(threat, 'Description'), productIds: texts(threat, 'ProductID') })),
    remediations: all(first(vulnerability, 'Remediations'), 'Remediation').map((remediation) => ({
      type: textAt(remediation, '@Type'),
      description: textAt(remediation, 'Description'),
      subType: textAt(remediation, 'SubType'),
      url: textAt(remediation, 'URL'),
      supercedence: textAt(remediation, 'Supercedence'),
      restartRequired: textAt(remediation, 'RestartRequired'),
      productIds: texts(remediation, 'ProductID'),
    })),
  };
}

/** Products stand at the end of the tree, below its branches, or both. */
function productsOf(tree: Value | undefined): Map<string, string> {
  const products = new Map<string, string>();
  for (const product of all(tree, 'FullProductName')) products.set(textAt(product, '@ProductID'), textOf(product));
  for (const branch of all(tree, 'Branch')) for (const [id, name] of productsOf(branch)) products.set(id, name);
  return products;
}

function vendorOf(tree: Value | undefined): string {
  const branch = all(tree, 'Branch').find((candidate) => textAt(candidate, '@Type') === 'Vendor');
  return textAt(branch, '@Name');
}

/** CVRF dates without a time zone are UTC. Fractions of a second are dropped. */
function utc(date: string): string {
  const instant = instantOf(date);
  return instant === null ? '' : new Date(instant).toISOString().replace(/\.\d+/, '');
}

function all(parent: Value | undefined, name: string): readonly Value[] {
  const value = typeof parent === 'object' && Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}

function first(parent: Value | undefined, name: string): Value | undefined {
  return all(parent, name)[0];
}

function textAt(parent: Value | undefined, name: string): string {
  return textOf(first(parent, name));
}

function textOf(value: Value | undefined): string {
  if (typeof value === 'object') return textAt(value, '#text');
  return (value ?? '').trim();
}

function texts(parent: Value, name: string): string[] {
  return all(parent, name).map(textOf);
}
