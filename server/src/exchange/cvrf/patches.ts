/** Collects the patches of a release document: one for each KB number, merged from all vulnerabilities that name it. */
import type { PatchTypeId, SeverityId } from '../../domain/roles';
import { addTo } from '../../domain/multimap';
import { agreed, distinct, highestSeverity } from '../releases/merge';
import type { LeftOut, ReleasedPatch } from '../releases/release';
import type { ReleaseDocument, Remediation, Vulnerability } from './document';

/** What a document says about patches. */
export interface ReleasedPatches {
  readonly patches: readonly ReleasedPatch[];
  /** The vendor fixes without a KB number, and the other remediations that are no article about one. */
  readonly leftOut: readonly LeftOut[];
  /** Identifiers of products that the document does not declare, and the patches that name them. */
  readonly unknownProducts: readonly { readonly id: string; readonly patches: readonly string[] }[];
}

/** A remediation and its vulnerability. */
interface Occurrence {
  readonly remediation: Remediation;
  readonly vulnerability: Vulnerability;
}

const KB_NUMBER = /^(?:KB)?(\d{7})$/i;
const OLDER_KB_NUMBER = /^(?:KB)?(\d{6,7})$/i;
const CVE = /^CVE-\d+-\d+$/;

/** The types of remediations that are articles about a patch and no remediations of their own. */
const ARTICLES = new Set(['Known Issue', 'Release Notes']);

/** All patches of a document, by KB number. */
export function patchesOf(document: ReleaseDocument): ReleasedPatches {
  const fixes = new Map<string, Occurrence[]>();
  const articles = new Map<string, string[]>();
  const leftOut = new Map<string, number>();
  for (const vulnerability of document.vulnerabilities) {
    for (const remediation of vulnerability.remediations) {
      const { type, description, subType, url } = remediation;
      const number = KB_NUMBER.exec(description)?.[1];
      if (type === 'Vendor Fix' && number !== undefined) addTo(fixes, number, { remediation, vulnerability });
      // Known issues have their KB number in the description, release notes in the subtype.
      else if (ARTICLES.has(type)) addTo(articles, number ?? KB_NUMBER.exec(subType)?.[1] ?? '', url);
      else {
        const what = type === 'Vendor Fix' ? description || subType || type : type || description;
        leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
      }
    }
  }
  const numbers = [...fixes.keys()].sort();
  return {
    patches: numbers.map((number) => merged(number, fixes.get(number)!, articles.get(number), document)),
    leftOut: [...leftOut].map(([what, count]) => ({ what, count })),
    unknownProducts: unknownProducts(fixes, document),
  };
}

function unknownProducts(
  fixes: ReadonlyMap<string, readonly Occurrence[]>,
  { products }: ReleaseDocument,
): ReleasedPatches['unknownProducts'] {
  const unknown = new Map<string, Set<string>>();
  for (const [number, occurrences] of fixes) {
    for (const id of occurrences.flatMap(({ remediation }) => remediation.productIds)) {
      if (!products.has(id)) unknown.set(id, (unknown.get(id) ?? new Set<string>()).add(`KB${number}`));
    }
  }
  return [...unknown].map(([id, patches]) => ({ id, patches: distinct([...patches]) }));
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
  const released = releasedOf(occurrences, document);
  return {
    vendor: document.vendor || 'Microsoft',
    id: `KB${number}`,
    title: null,
    type: typeOf(kind),
    severity: worstSeverity(occurrences),
    released,
    revised: revisedOf(occurrences, released),
    vulnerabilities: ids.filter((id) => CVE.test(id)),
    bulletins: ids.filter((id) => !CVE.test(id)),
    targets: distinct(remediations.flatMap((r) => r.productIds.flatMap((id) => document.products.get(id) ?? []))),
    supersedes: distinct(superseded.map((other) => `KB${other}`).filter((other) => other !== `KB${number}`)),
    informationUrl: distinct((articles ?? []).filter(isUrl))[0] ?? null,
    downloadUrls: distinct(remediations.map(({ url }) => url).filter(isUrl)),
    restart: restartOf(remediations),
    kind,
    statements: [],
  };
}

/**
 * The release date of a patch: the earliest of its own dates. Without one, that of the document, unless all its vulnerabilities
 * were published later; then it was released out of band, with the first of them.
 */
function releasedOf(occurrences: readonly Occurrence[], { initialRelease }: ReleaseDocument): string {
  const own = occurrences.map(({ remediation }) => remediation.date).filter(Boolean);
  if (own.length > 0) return own.sort()[0]!;
  const earliest = occurrences.map(({ vulnerability }) => vulnerability.published).sort()[0] ?? '';
  return earliest > initialRelease ? earliest : initialRelease;
}

/** The last revision of what the document says about a patch; `null`: on or before the day of its release. */
function revisedOf(occurrences: readonly Occurrence[], released: string): string | null {
  const latest =
    occurrences
      .map(({ vulnerability }) => vulnerability.revised)
      .sort()
      .at(-1) ?? '';
  return latest.slice(0, DAY_LENGTH) > released.slice(0, DAY_LENGTH) ? latest : null;
}

const DAY_LENGTH = 'yyyy-mm-dd'.length;

/** The highest severity. One counts where it applies to a product that the remediation patches, or to all products. */
function worstSeverity(occurrences: readonly Occurrence[]): SeverityId | null {
  const given = occurrences.flatMap(({ remediation, vulnerability }) =>
    vulnerability.severities
      .filter(
        ({ productIds }) => productIds.length === 0 || productIds.some((id) => remediation.productIds.includes(id)),
      )
      .map(({ severity }) => severity.toLowerCase()),
  );
  return highestSeverity(given);
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
  const value = agreed(distinct(remediations.map(({ restartRequired }) => restartRequired.toLowerCase())));
  return value === 'yes' ? true : value === 'no' ? false : null;
}

/** The KB numbers in a supersedence, without other identifiers: `MS16-051, 3154070; 3160005` has two. */
function kbNumbers(supercedence: string): string[] {
  return supercedence.split(/[\s,;]+/).flatMap((word) => OLDER_KB_NUMBER.exec(word)?.[1] ?? []);
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
