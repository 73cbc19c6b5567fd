/** Collects the patches of a release document: one for each KB number, merged from all vulnerabilities that name it. */
import { compareNaturally } from '../../domain/naturalOrder';
import { SEVERITY_IDS, type PatchTypeId, type SeverityId } from '../../domain/roles';
import type { ReleaseDocument, Remediation, Vulnerability } from './document';

/** A KB number with its data in the document. Lists are sorted and without duplicates. */
export interface ReleasedPatch {
  /** `KB5002718` */
  readonly id: string;
  readonly type: PatchTypeId | null;
  /** The highest severity of its vulnerabilities for the products that it patches. */
  readonly severity: SeverityId | null;
  /** xs:dateTime, UTC. */
  readonly released: string;
  readonly vulnerabilities: readonly string[];
  /** The advisories that it fixes, which have no CVE number. */
  readonly bulletins: readonly string[];
  /** Names of the products that it patches. */
  readonly targets: readonly string[];
  readonly supersedes: readonly string[];
  readonly informationUrl: string | null;
  readonly downloadUrls: readonly string[];
  /** Whether a restart is needed; `null` where the document does not say, or contradicts itself. */
  readonly restart: boolean | null;
  /** The subtype in the document: `Security Update`, `Monthly Rollup`; empty where there is none. */
  readonly kind: string;
}

/** A remediation and its vulnerability. */
interface Occurrence {
  readonly remediation: Remediation;
  readonly vulnerability: Vulnerability;
}

const KB_NUMBER = /^(?:KB)?(\d{7})$/i;
const OLDER_KB_NUMBER = /^(?:KB)?(\d{6,7})$/i;
const CVE = /^CVE-\d+-\d+$/;

/** All patches of a document, by KB number. */
export function patchesOf(document: ReleaseDocument): ReleasedPatch[] {
  const fixes = new Map<string, Occurrence[]>();
  const articles = new Map<string, string[]>();
  for (const vulnerability of document.vulnerabilities) {
    for (const remediation of vulnerability.remediations) {
      const { type, description, subType, url } = remediation;
      const number = KB_NUMBER.exec(description)?.[1];
      if (type === 'Vendor Fix' && number !== undefined) push(fixes, number, { remediation, vulnerability });
      // Known issues have their KB number in the description, release notes in the subtype.
      else push(articles, number ?? KB_NUMBER.exec(subType)?.[1] ?? '', url);
    }
  }
  return [...fixes.keys()].sort().map((number) => merged(number, fixes.get(number)!, articles.get(number), document));
}

function merged(
  number: string,
  occurrences: readonly Occurrence[],
  articles: readonly string[] | undefined,
  document: ReleaseDocument,
): ReleasedPatch {
  const remediations = occurrences.map(({ remediation }) => remediation);
  const ids = distinct(occurrences.map(({ vulnerability }) => vulnerability.id));
  const kind = mostFrequent(remediations.map(({ subType }) => subType));
  const superseded = remediations.flatMap(({ supercedence }) => kbNumbers(supercedence));
  return {
    id: `KB${number}`,
    type: typeOf(kind),
    severity: worstSeverity(occurrences),
    released: releasedOf(occurrences, document),
    vulnerabilities: ids.filter((id) => CVE.test(id)),
    bulletins: ids.filter((id) => !CVE.test(id)),
    targets: distinct(remediations.flatMap((r) => r.productIds.map((id) => document.products.get(id) ?? id))),
    supersedes: distinct(superseded.map((other) => `KB${other}`).filter((other) => other !== `KB${number}`)),
    informationUrl: distinct((articles ?? []).filter(isUrl))[0] ?? null,
    downloadUrls: distinct(remediations.map(({ url }) => url).filter(isUrl)),
    restart: restartOf(remediations),
    kind,
  };
}

/**
 * The release date of a patch: that of the document, unless all its vulnerabilities were published later; then it was released
 * out of band, with the first of them.
 */
function releasedOf(occurrences: readonly Occurrence[], { initialRelease }: ReleaseDocument): string {
  const published = occurrences.map(({ vulnerability }) => vulnerability.published);
  const earliest = published.sort()[0] ?? '';
  return earliest > initialRelease ? earliest : initialRelease;
}

/** The highest severity. One counts where it applies to a product that the remediation patches, or to all products. */
function worstSeverity(occurrences: readonly Occurrence[]): SeverityId | null {
  const given = occurrences.flatMap(({ remediation, vulnerability }) =>
    vulnerability.severities
      .filter(
        ({ productIds }) => productIds.length === 0 || productIds.some((id) => remediation.productIds.includes(id)),
      )
      .map(({ severity }) => severity.toLowerCase()),
  );
  return SEVERITY_IDS.find((id) => given.includes(id)) ?? null;
}

/** The patch types by words in the subtype; the first match applies. */
const TYPE_WORDS: readonly (readonly [RegExp, PatchTypeId])[] = [
  [/hotpatch/i, 'hotpatch'],
  [/rollup/i, 'rollup'],
  [/cumulative/i, 'cumulative'],
  [/service pack/i, 'service-pack'],
  [/security/i, 'security'],
];

function typeOf(kind: string): PatchTypeId | null {
  return TYPE_WORDS.find(([word]) => word.test(kind))?.[1] ?? null;
}

/** Some documents have `Yes` once and no value elsewhere; `Maybe` counts as unknown. */
function restartOf(remediations: readonly Remediation[]): boolean | null {
  const values = distinct(remediations.map(({ restartRequired }) => restartRequired.toLowerCase()).filter(Boolean));
  if (values.length !== 1) return null;
  return values[0] === 'yes' ? true : values[0] === 'no' ? false : null;
}

/** The KB numbers in a supersedence, without other identifiers: `MS16-051, 3154070; 3160005` has two. */
function kbNumbers(supercedence: string): string[] {
  return supercedence.split(/[\s,;]+/).flatMap((word) => OLDER_KB_NUMBER.exec(word)?.[1] ?? []);
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

/** The texts in natural order, without duplicates and empty ones. */
function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(compareNaturally);
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
