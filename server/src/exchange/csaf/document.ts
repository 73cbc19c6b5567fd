/** Reads a CSAF advisory (OASIS, 2.0 and 2.1), as far as the import needs it. */
import { instantOf } from '../../domain/dateTime';
import { SEVERITY_IDS, type SeverityId } from '../../domain/roles';
import { checkpoint } from '../../xml/budget';
import { type Part, type ProblemList, shown } from './part';
import { type CsafProduct, readProductTree } from './products';

/** What a vulnerability says about a product. The first that applies holds: nothing uncertain becomes "not affected". */
export const STATUSES = {
  affected: ['known_affected', 'first_affected', 'last_affected'],
  fixed: ['fixed', 'first_fixed'],
  investigated: ['under_investigation', 'unknown'],
  'not-affected': ['known_not_affected'],
  recommended: ['recommended'],
} as const;
export type Status = keyof typeof STATUSES;

export interface CsafRemediation {
  /** `vendor_fix`, `mitigation`, … */
  readonly category: string;
  readonly details: string;
  readonly url: string;
  /** xs:dateTime in UTC, as are all dates here; empty where there is none. */
  readonly date: string;
  /** `none`, `system`, …; empty where the document does not say. */
  readonly restart: string;
  /** Without duplicates, groups resolved; not all of them need be products. */
  readonly productIds: readonly string[];
  readonly pointer: string;
}

/** A severity and the products that it applies to; `null`: to all of the vulnerability's. */
export interface CsafSeverity {
  readonly severity: SeverityId;
  readonly productIds: ReadonlySet<string> | null;
}

export interface CsafNote {
  readonly category: string;
  readonly title: string;
  readonly text: string;
}

export interface CsafVulnerability {
  /** Empty where it has no CVE number. */
  readonly cve: string;
  /** Its other identifiers. */
  readonly ids: readonly string[];
  readonly released: string;
  /** By product_id; `null` where the vulnerability has no product status. */
  readonly statuses: ReadonlyMap<string, Status> | null;
  /** The severities of its threats: what the vendor says itself. */
  readonly threats: readonly CsafSeverity[];
  /** The severities of its CVSS scores. */
  readonly scores: readonly CsafSeverity[];
  readonly notes: readonly CsafNote[];
  readonly remediations: readonly CsafRemediation[];
}

export interface CsafDocument {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Whether the publisher makes products itself: a coordinator does not. */
  readonly isVendor: boolean;
  readonly initialRelease: string;
  readonly currentRelease: string;
  readonly revisions: number;
  readonly severity: SeverityId | null;
  readonly references: readonly { readonly category: string; readonly url: string }[];
  readonly notes: readonly CsafNote[];
  readonly products: ReadonlyMap<string, CsafProduct>;
  /** The names of all vendor branches, without duplicates. */
  readonly vendors: readonly string[];
  readonly vulnerabilities: readonly CsafVulnerability[];
}

/** What a document must have, by its JSON pointer. */
export interface Refusal {
  readonly message: string;
  readonly args: readonly string[];
}

/**
 * Reads an advisory.
 * @param problems receives what was left out
 * @returns why it is refused, where it is not CSAF, or lacks what every patch needs
 */
export function readDocument(root: Part, problems: ProblemList): CsafDocument | Refusal {
  const refuse = (message: string, ...args: string[]): Refusal => ({ message, args });
  const document = root.object('document');
  const version = document?.text('csaf_version') ?? '';
  if (document === null || version === '') return refuse('Not a CSAF advisory: "{0}" is missing.', VERSION);
  if (version !== '2.0' && version !== '2.1') {
    return refuse('"{0}" is "{1}". Only CSAF 2.0 and 2.1 can be imported.', VERSION, shown(version));
  }
  const tracking = document.object('tracking');
  const id = tracking?.text('id') ?? '';
  if (id === '') return refuse('The advisory has no identifier: "{0}" is missing.', '/document/tracking/id');
  const current = dateAt(tracking, 'current_release_date', problems);
  const initial = dateAt(tracking, 'initial_release_date', problems) || current;
  if (initial === '') {
    return refuse('The advisory has no release date: "{0}" is missing.', '/document/tracking/initial_release_date');
  }
  const publisher = document.object('publisher');
  const { products, groups } = readProductTree(root.object('product_tree'), problems);
  const context: Context = { groups, problems };
  return {
    id,
    title: document.text('title') || id,
    publisher: publisher?.text('name') ?? '',
    isVendor: publisher?.text('category') === 'vendor',
    initialRelease: initial,
    currentRelease: current || initial,
    revisions: tracking?.count('revision_history') ?? 0,
    severity: severityOf(document.object('aggregate_severity')?.text('text') ?? ''),
    references: document
      .objects('references')
      .map((reference) => ({ category: reference.text('category'), url: reference.text('url') })),
    notes: notesOf(document),
    products,
    vendors: [...new Set([...products.values()].map(({ vendor }) => vendor))].filter((vendor) => vendor !== ''),
    vulnerabilities: root.objects('vulnerabilities').map((each) => readVulnerability(each, context)),
  };
}

const VERSION = '/document/csaf_version';
const CVE = /^CVE-\d{4}-\d{4,}$/;

/** What is needed to read a vulnerability. */
interface Context {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly problems: ProblemList;
}

function readVulnerability(vulnerability: Part, context: Context): CsafVulnerability {
  const { problems } = context;
  const cve = vulnerability.text('cve');
  if (cve !== '' && !CVE.test(cve)) {
    problems.warning('"{0}" at "{1}" is not a CVE number.', shown(cve), shown(vulnerability.place('cve')));
  }
  return {
    cve: CVE.test(cve) ? cve : '',
    ids: vulnerability.objects('ids').map((id) => id.text('text')),
    // CSAF 2.1 calls it disclosure_date.
    released: dateAt(vulnerability, 'release_date', problems) || dateAt(vulnerability, 'disclosure_date', problems),
    statuses: vulnerability.has('product_status') ? statusesOf(vulnerability, problems) : null,
    threats: vulnerability.objects('threats').flatMap((threat) => threatOf(threat, context)),
    scores: [...scores(vulnerability), ...metrics(vulnerability)],
    notes: notesOf(vulnerability),
    remediations: vulnerability.objects('remediations').map((each) => ({
      category: each.text('category'),
      details: each.text('details'),
      url: each.text('url'),
      date: dateAt(each, 'date', problems),
      restart: each.object('restart_required')?.text('category') ?? '',
      productIds: productIdsOf(each, context),
      pointer: each.pointer,
    })),
  };
}

/** The status of each product. Where a product has several, the first of {@link STATUSES} holds, with a warning. */
function statusesOf(vulnerability: Part, problems: ProblemList): Map<string, Status> {
  const statuses = new Map<string, Status>();
  const part = vulnerability.object('product_status');
  if (part === null) return statuses;
  for (const [status, names] of Object.entries(STATUSES) as [Status, readonly string[]][]) {
    for (const id of names.flatMap((name) => part.texts(name))) {
      const before = statuses.get(id);
      if (before === undefined) statuses.set(id, status);
      // The recommended version is a fixed or an unaffected one.
      else if (before !== status && status !== 'recommended') {
        const message = 'Product "{0}" has contradictory statuses at "{1}". "{2}" holds, not "{3}".';
        problems.warning(message, shown(id), shown(part.pointer), STATUSES[before][0], STATUSES[status][0]);
      }
    }
  }
  return statuses;
}

/** A severity that a vendor gives in its own words, as Microsoft and Red Hat do. */
function threatOf(threat: Part, context: Context): CsafSeverity[] {
  const severity = threat.text('category') === 'impact' ? vendorSeverity(threat.text('details')) : null;
  if (severity === null) return [];
  const isForAll = !threat.has('product_ids') && !threat.has('group_ids');
  return [{ severity, productIds: isForAll ? null : new Set(productIdsOf(threat, context)) }];
}

/** CSAF 2.0, 3.2.3.13. */
function scores(vulnerability: Part): CsafSeverity[] {
  return vulnerability.objects('scores').flatMap((score) => cvssSeverities(score, productsOf(score)));
}

/** CSAF 2.1: metrics have their scores in `content`. */
function metrics(vulnerability: Part): CsafSeverity[] {
  return vulnerability.objects('metrics').flatMap((metric) => {
    const content = metric.object('content');
    return content === null ? [] : cvssSeverities(content, productsOf(metric));
  });
}

function productsOf(part: Part): ReadonlySet<string> | null {
  return part.has('products') ? new Set(part.texts('products')) : null;
}

const CVSS = ['cvss_v2', 'cvss_v3', 'cvss_v4'];

function cvssSeverities(part: Part, productIds: ReadonlySet<string> | null): CsafSeverity[] {
  return CVSS.flatMap((name) => {
    const severity = severityOf(part.object(name)?.text('baseSeverity') ?? '');
    return severity === null ? [] : [{ severity, productIds }];
  });
}

/** Severities in the words of CVSS. */
const CVSS_WORDS = new Map<string, SeverityId>([
  ['high', 'important'],
  ['medium', 'moderate'],
]);

function severityOf(text: string): SeverityId | null {
  const word = text.toLowerCase();
  return SEVERITY_IDS.find((id) => id === word) ?? CVSS_WORDS.get(word) ?? null;
}

function vendorSeverity(text: string): SeverityId | null {
  return /^(?:critical|important|moderate|low)$/i.test(text) ? severityOf(text) : null;
}

/** The products of a remediation or threat, with those of its groups. */
function productIdsOf(part: Part, { groups, problems }: Context): string[] {
  const ids = new Set(part.texts('product_ids'));
  for (const name of part.texts('group_ids')) {
    const group = groups.get(name);
    if (group === undefined)
      problems.warning('Unknown product group "{0}" at "{1}".', shown(name), shown(part.pointer));
    checkpoint(group?.length ?? 1);
    for (const id of group ?? []) ids.add(id);
  }
  return [...ids];
}

function notesOf(part: Part): CsafNote[] {
  return part.objects('notes').map((note) => ({
    category: note.text('category'),
    title: note.text('title'),
    text: note.text('text'),
  }));
}

/** Years of four digits: others are not allowed in a dateTime of XSD 1.0, or have a sign. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/;

/** A date in UTC without fractions of a second; empty where there is none, or, with a warning, where it cannot be read. */
function dateAt(part: Part | null, name: string, problems: ProblemList): string {
  const text = part?.text(name) ?? '';
  if (part === null || text === '') return '';
  // RFC 3339 allows small letters.
  const instant = instantOf(text.toUpperCase());
  const date = instant === null ? '' : new Date(instant).toISOString().replace(/\.\d+/, '');
  if (FOUR_DIGITS.test(date)) return date;
  problems.warning('"{0}" at "{1}" is not a date and time. It is left out.', shown(text), shown(part.place(name)));
  return '';
}
