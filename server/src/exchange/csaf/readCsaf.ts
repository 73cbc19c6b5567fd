/** Imports CSAF security advisories (OASIS, 2.0 and 2.1). */
import { SEVERITY_IDS, type SeverityId } from '../../domain/roles';
import { checkpoint } from '../../xml/budget';
import { decode, soundText, withProblems } from '../../xml/decode';
import { lineAt } from '../lines';
import { distinct } from '../releases/merge';
import type { ReadRelease, ReleasedPatch } from '../releases/release';
import { enumeration } from '../releases/titles';
import { type CsafDocument, type CsafVulnerability, readDocument } from './document';
import { readJsonText } from './json';
import { Part, ProblemList, shown } from './part';
import { type FoundPatch, findPatches, LeftOutCounts } from './patches';
import { statementsOf } from './statements';
import { identifiersIn, isSupersedence, isUrl, kindOf, restartOf, typeOf } from './words';

/**
 * Reads a CSAF advisory: a patch for each vendor fix (by its url, else by its details) and vendor, with the affected products
 * as its targets. Only facts are copied: titles are built from them. The result is deterministic.
 * @param source the bytes of the document, or its text where it never was bytes
 * @returns `release` is `null` where it is not JSON, not CSAF 2.0 or 2.1, has no identifier or no release date, or its encoding
 *   is wrong, with a problem that says so; other wrong parts are left out with warnings, at most 100
 */
export function readCsaf(source: string | Uint8Array): ReadRelease {
  const problems = new ProblemList();
  const refuse = (line: number | null, message: string, ...args: string[]): ReadRelease => {
    problems.add('error', line, message, ...args);
    return { release: null, problems: problems.all().filter(({ severity }) => severity === 'error') };
  };
  const decoded = withProblems(typeof source === 'string' ? soundText(source) : decode(source));
  const [wrong] = decoded.problems;
  if (wrong !== undefined) {
    return refuse(lineAt(decoded.text, wrong.start), 'The advisory is not valid UTF-8. Download it again.');
  }
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return refuse(null, 'The advisory is empty.');
  const json = readJsonText(text);
  if (!json.isValid) return refuse(json.line, 'The advisory is not valid JSON. Download it again.');
  for (const { name, line } of json.duplicates) {
    problems.add('warning', line, 'Duplicate property "{0}". Only the last one is read.', shown(name));
  }
  const root = Part.root(json.value, problems);
  if (root === null) return refuse(1, 'Not a CSAF advisory: "{0}" is missing.', '/document/csaf_version');
  const document = readDocument(root, problems);
  if ('message' in document) return refuse(null, document.message, ...document.args);
  const release = releaseOf(document, problems);
  return { release, problems: problems.all() };
}

function releaseOf(document: CsafDocument, problems: ProblemList): ReadRelease['release'] {
  if (document.vulnerabilities.length === 0)
    problems.warning('The advisory has no vulnerabilities, so it has no patches.');
  const leftOut = new LeftOutCounts();
  const found = findPatches(document, leftOut, problems);
  const superseded = supersededBy(found, document, problems);
  const patches = found.map((patch): ReleasedPatch => {
    warnOfMerged(patch, problems);
    const { statements, unclear } = statementsOf(patch, document);
    if (patch.occurrences.every(({ products }) => products.size === 0)) {
      problems.warning('Patch "{0}" names no affected product. Check which products it is for.', shown(patch.id));
    }
    leftOut.add('state of a variant of a product', unclear);
    return { ...patchOf(patch, document), supersedes: distinct(superseded.get(patch) ?? []), statements };
  });
  return {
    id: document.id,
    title: document.title,
    patches,
    products: distinct([...document.products.values()].map(({ name }) => name)),
    leftOut: leftOut.all(),
  };
}

function patchOf(
  { id, vendor, isKb, occurrences }: FoundPatch,
  document: CsafDocument,
): Omit<ReleasedPatch, 'supersedes' | 'statements'> {
  const remediations = occurrences.map(({ remediation }) => remediation);
  const details = remediations.map((remediation) => remediation.details);
  const vulnerabilities = [...new Set(occurrences.map(({ vulnerability }) => vulnerability))];
  const cves = distinct(vulnerabilities.map(({ cve }) => cve));
  const products = occurrences.flatMap((occurrence) => [...occurrence.products.values()]);
  const released = occurrences
    .map(({ remediation, vulnerability }) => remediation.date || vulnerability.released || document.initialRelease)
    .reduce((a, b) => (a < b ? a : b));
  return {
    vendor,
    id,
    title: isKb ? null : ownTitle(distinct(products.map(({ product }) => product)), document),
    type: typeOf(details),
    severity: severityOf(occurrences) ?? document.severity,
    released,
    revised: document.revisions > 1 && document.currentRelease > released ? document.currentRelease : null,
    vulnerabilities: cves,
    bulletins: distinct([...vulnerabilities.flatMap(({ ids }) => ids), document.id]).filter((b) => !cves.includes(b)),
    targets: distinct(products.map(({ name }) => name)),
    informationUrl: informationUrlOf(document),
    downloadUrls: distinct(remediations.map(({ url }) => url).filter(isUrl)),
    restart: restartOf(remediations.map(({ restart }) => restart)),
    kind: isKb ? (details.map(kindOf).find(Boolean) ?? '') : '',
  };
}

/** The title of a patch that has no number of its own. */
function ownTitle(products: readonly string[], { id }: CsafDocument): string {
  return products.length === 0 ? `Update (${id})` : `Update for ${enumeration(products)} (${id})`;
}

/**
 * The highest severity. In each vulnerability the vendor's own word goes before the CVSS scores. One counts where it applies
 * to a product that the patch is for.
 */
function severityOf(occurrences: FoundPatch['occurrences']): SeverityId | null {
  const given = new Set<SeverityId>();
  for (const { vulnerability, products } of occurrences) {
    const [threats, scores] = [vulnerability.threats, vulnerability.scores].map((all) =>
      all.filter(({ productIds }) => {
        checkpoint(products.size);
        return productIds === null || [...products.keys()].some((id) => productIds.has(id));
      }),
    );
    for (const { severity } of threats!.length > 0 ? threats! : scores!) given.add(severity);
  }
  return SEVERITY_IDS.find((id) => given.has(id)) ?? null;
}

/** The advisory as a web page, else the first page that it refers to. */
function informationUrlOf({ references }: CsafDocument): string | null {
  const pages = references.filter(({ url }) => isUrl(url));
  const page =
    pages.find(({ category, url }) => category === 'self' && !/\.json(?:[?#]|$)/i.test(url)) ??
    pages.find(({ category }) => category === 'external');
  return page?.url ?? null;
}

/** What each patch supersedes, by notes that say so. A note is taken only where it can mean no other patch. */
function supersededBy(
  patches: readonly FoundPatch[],
  document: CsafDocument,
  problems: ProblemList,
): Map<FoundPatch, string[]> {
  const patchesOf = new Map<CsafVulnerability, Set<FoundPatch>>();
  for (const patch of patches) {
    for (const { vulnerability } of patch.occurrences) {
      patchesOf.set(vulnerability, (patchesOf.get(vulnerability) ?? new Set()).add(patch));
    }
  }
  const superseded = new Map<FoundPatch, string[]>();
  const places = [
    { notes: document.notes, meant: patches },
    ...document.vulnerabilities.map((each) => ({ notes: each.notes, meant: [...(patchesOf.get(each) ?? [])] })),
  ];
  for (const { notes, meant } of places) {
    for (const note of notes.filter(isSupersedence)) {
      const [patch, ...others] = meant;
      if (patch === undefined || others.length > 0) {
        const message = 'The note "{0}" does not say which patch supersedes others. It is left out.';
        problems.warning(message, shown(note.title || note.category));
        continue;
      }
      const ids = identifiersIn(note.text).filter((id) => id !== patch.id && id !== document.id);
      superseded.set(patch, [...(superseded.get(patch) ?? []), ...ids]);
    }
  }
  return superseded;
}

/** A page for downloads can be the url of several fixes: what the reader takes for one patch may be several. */
function warnOfMerged({ id, isKb, occurrences }: FoundPatch, problems: ProblemList): void {
  const details = new Set(occurrences.map(({ remediation }) => remediation.details));
  if (isKb || details.size === 1) return;
  const message = 'Patch "{0}" is {1} fixes with different details: their URL is the same, "{2}".';
  problems.warning(message, id, String(details.size), shown(occurrences[0]!.remediation.url));
}
