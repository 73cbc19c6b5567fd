/** Reads a CVRF 1.1 security release document (ICASI), as far as the import needs it. */
import { instantOf } from '../../domain/dateTime';
import { decode, soundText, withProblems } from '../../xml/decode';
import { lineAt } from '../lines';
import type { ImportProblem } from '../problem';
import type * as Parser from './parser';

/** A `Remediation` of a vulnerability. */
export interface Remediation {
  /** `Vendor Fix`, `Known Issue`, `Release Notes`, … */
  readonly type: string;
  readonly description: string;
  readonly subType: string;
  readonly url: string;
  readonly supercedence: string;
  readonly restartRequired: string;
  /** Its own date, in UTC; empty where it has none. */
  readonly date: string;
  /** Of the products that it names and of those in its groups. */
  readonly productIds: readonly string[];
}

/** A severity and the products that it applies to; without any, to all of the vulnerability's. */
export interface SeverityThreat {
  readonly severity: string;
  readonly productIds: readonly string[];
}

export interface Vulnerability {
  /** A CVE number, or the identifier of an advisory. */
  readonly id: string;
  /** The date of its first revision, in UTC; empty where the document gives none. */
  readonly published: string;
  /** The date of its last revision, in UTC; empty where the document gives none. */
  readonly revised: string;
  readonly severities: readonly SeverityThreat[];
  readonly remediations: readonly Remediation[];
}

export interface ReleaseDocument {
  readonly id: string;
  readonly title: string;
  /** The vendor of the product tree. */
  readonly vendor: string;
  /** xs:dateTime in UTC, as are all dates here. */
  readonly initialRelease: string;
  readonly currentRelease: string;
  /** The product names by ProductID. */
  readonly products: ReadonlyMap<string, string>;
  readonly vulnerabilities: readonly Vulnerability[];
}

/** The parser's representation of an element: a text, or an object of attributes (`@name`), children and `#text`. */
type Value = string | { readonly [key: string]: Value | readonly Value[] };

/**
 * Reads a release document.
 * @param source its bytes, or its text where it never was bytes
 * @returns `document` is `null` where it is not a CVRF document, not well-formed, or its encoding is wrong, with a problem that says so
 */
export function readReleaseDocument(source: string | Uint8Array): {
  document: ReleaseDocument | null;
  problems: ImportProblem[];
} {
  const fail = (line: number | null, message: string, ...args: string[]) => ({
    document: null,
    problems: [{ severity: 'error', file: 'release document', line, message, args } satisfies ImportProblem],
  });
  const decoded = withProblems(typeof source === 'string' ? soundText(source) : decode(source));
  const [wrong] = decoded.problems;
  if (wrong !== undefined) return fail(lineAt(decoded.text, wrong.start), wrong.message, ...wrong.args);
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return fail(null, 'The release document is empty.');
  const validation = loadedParser().validate(text);
  if (validation !== true) {
    return fail(
      validation.err.line,
      'The release document is not well-formed XML: {0} Download it again.',
      validation.err.msg,
    );
  }
  const document = parsed(text);
  if (document instanceof Error) return fail(null, 'Cannot read the release document: {0}.', document.message);
  const root = first(document, 'cvrfdoc');
  if (root === undefined) {
    const name = Object.keys(document).find((key) => key !== '?xml') ?? '';
    return fail(1, 'Not a CVRF document: its root element is "{0}", not "cvrfdoc".', name);
  }
  const tracking = first(root, 'DocumentTracking');
  const initialRelease = utc(textAt(tracking, 'InitialReleaseDate'));
  if (initialRelease === '') return fail(null, 'The release document has no release date (InitialReleaseDate).');
  const groups = groupsOf(first(root, 'ProductTree'));
  return {
    document: {
      id: textAt(first(tracking, 'Identification'), 'ID'),
      title: textAt(root, 'DocumentTitle'),
      vendor: vendorOf(first(root, 'ProductTree')),
      initialRelease,
      currentRelease: utc(textAt(tracking, 'CurrentReleaseDate')) || initialRelease,
      products: productsOf(first(root, 'ProductTree')),
      vulnerabilities: all(root, 'Vulnerability').map((each) => readVulnerability(each, groups)),
    },
    problems: [],
  };
}

/** The parser is loaded with the first document. */
function loadedParser(): typeof Parser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./parser') as typeof Parser;
}

/** Parses a document. The parser rejects external entities, entities that expand without limit, and very deep nesting. */
function parsed(text: string): Value | Error {
  try {
    return loadedParser().parser.parse(text) as Value;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** The products of each group, by GroupID. */
type Groups = ReadonlyMap<string, readonly string[]>;

function groupsOf(tree: Value | undefined): Groups {
  const groups = all(first(tree, 'ProductGroups'), 'Group');
  return new Map(groups.map((group) => [textAt(group, '@GroupID'), texts(group, 'ProductID')]));
}

/** The products that an element names, and those of the groups that it names. An unknown group stays as it is written. */
function productIdsOf(parent: Value, groups: Groups): string[] {
  const inGroups = texts(parent, 'GroupID').flatMap((id) => groups.get(id) ?? [id]);
  return [...new Set([...texts(parent, 'ProductID'), ...inGroups])];
}

function readVulnerability(vulnerability: Value, groups: Groups): Vulnerability {
  const threats = all(first(vulnerability, 'Threats'), 'Threat');
  const revisions = all(first(vulnerability, 'RevisionHistory'), 'Revision')
    .map((revision) => utc(textAt(revision, 'Date')))
    .filter(Boolean)
    .sort();
  return {
    id: textAt(vulnerability, 'CVE'),
    published: revisions[0] ?? '',
    revised: revisions.at(-1) ?? '',
    severities: threats
      .filter((threat) => textAt(threat, '@Type') === 'Severity')
      .map((threat) => ({ severity: textAt(threat, 'Description'), productIds: productIdsOf(threat, groups) })),
    remediations: all(first(vulnerability, 'Remediations'), 'Remediation').map((remediation) => ({
      type: textAt(remediation, '@Type'),
      description: textAt(remediation, 'Description'),
      subType: textAt(remediation, 'SubType'),
      url: textAt(remediation, 'URL'),
      supercedence: textAt(remediation, 'Supercedence'),
      restartRequired: textAt(remediation, 'RestartRequired'),
      date: utc(textAt(remediation, '@Date')),
      productIds: productIdsOf(remediation, groups),
    })),
  };
}

/** Products are children of the tree, of its branches, or both. */
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
