/** Collects the patches of an advisory: one for each vendor fix and vendor, merged from all vulnerabilities that name it. */
import { checkpoint } from '../../xml/budget';
import type { LeftOut } from '../releases/release';
import type { CsafDocument, CsafRemediation, CsafVulnerability, Status } from './document';
import { type ProblemList, shown } from './part';
import { type CsafProduct, oneLine } from './products';
import { kbNumberOf, MICROSOFT, vendorName } from './words';

/** A vendor fix in a vulnerability. */
export interface Occurrence {
  readonly remediation: CsafRemediation;
  readonly vulnerability: CsafVulnerability;
  /** Its affected products of one vendor, by product_id. */
  readonly products: ReadonlyMap<string, CsafProduct>;
}

/** A patch, before its fields are made. */
export interface FoundPatch {
  readonly id: string;
  readonly vendor: string;
  readonly isKb: boolean;
  /** At least one, in the order of the document. */
  readonly occurrences: Occurrence[];
}

/** Remediations that are no patches, in words that a person understands. */
const NO_PATCH = new Map([
  ['mitigation', 'mitigation'],
  ['workaround', 'workaround'],
  ['none_available', 'no fix available'],
  ['no_fix_planned', 'no fix planned'],
  ['fix_planned', 'fix planned'],
  ['optional_patch', 'optional patch'],
]);

/** Why a product of a vendor fix is not a target; `undefined`: the vulnerability gives it no status. */
const NO_TARGET = new Map<Status | undefined, string>([
  ['fixed', 'fixed product'],
  ['investigated', 'product under investigation'],
  ['not-affected', 'product that is not affected'],
  ['recommended', 'recommended product'],
  [undefined, 'product without a status'],
]);

/** What became no patch, counted. */
export class LeftOutCounts {
  private readonly counts = new Map<string, number>();

  add(what: string, count = 1): void {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  /** In the order in which they were found. */
  all(): LeftOut[] {
    return Array.from(this.counts, ([what, count]) => ({ what, count }));
  }
}

/** Finds all patches, in the order of the document. A product of a vendor fix that is no target is counted once for each fix. */
export function findPatches(document: CsafDocument, leftOut: LeftOutCounts, problems: ProblemList): FoundPatch[] {
  const patches = new Map<string, FoundPatch>();
  let numbered = 0;
  for (const vulnerability of document.vulnerabilities) {
    if (!vulnerability.remediations.some(isVendorFix)) leftOut.add('vulnerability without a vendor fix');
    for (const remediation of vulnerability.remediations) {
      const identity = isVendorFix(remediation) ? identityOf(remediation) : '';
      if (identity === '') {
        leftOut.add(whyNoPatch(remediation));
        continue;
      }
      const targets = targetsOf(remediation, vulnerability, document, leftOut, problems);
      const byVendor = groupedByVendor(targets, document);
      // A fix whose products all have it already is a patch, too, but it is not known what else it is for.
      if (byVendor.size === 0) byVendor.set(vendorOfNamed(remediation, document), new Map());
      for (const [vendor, products] of byVendor) {
        if (vendor === '') {
          leftOut.add('vendor fix without a vendor');
          continue;
        }
        const kb = vendor === MICROSOFT ? kbNumberOf(remediation.url, remediation.details) : null;
        const key = kb ?? `${identity}\0${vendor}`;
        const id = (): string => kb ?? `${document.id}-${++numbered}`;
        const patch = patches.get(key) ?? { id: id(), vendor, isKb: kb !== null, occurrences: [] };
        patches.set(key, patch);
        patch.occurrences.push({ remediation, vulnerability, products });
      }
    }
  }
  return [...patches.values()];
}

function isVendorFix({ category }: CsafRemediation): boolean {
  return category === 'vendor_fix';
}

/** The same fix has the same url; without one, the same details. Empty where it has neither. */
function identityOf({ url, details }: CsafRemediation): string {
  return url || oneLine(details);
}

function whyNoPatch(remediation: CsafRemediation): string {
  if (isVendorFix(remediation)) return 'vendor fix without URL and details';
  return NO_PATCH.get(remediation.category) ?? 'remediation of an unknown category';
}

function targetsOf(
  { productIds, pointer }: CsafRemediation,
  { statuses }: CsafVulnerability,
  { products }: CsafDocument,
  leftOut: LeftOutCounts,
  problems: ProblemList,
): Map<string, CsafProduct> {
  const targets = new Map<string, CsafProduct>();
  checkpoint(productIds.length);
  for (const id of productIds) {
    const product = products.get(id);
    const status = statuses === null ? 'affected' : statuses.get(id);
    if (product === undefined) {
      problems.warning(
        'Unknown product id "{0}" in the remediation at "{1}". It is left out.',
        shown(id),
        shown(pointer),
      );
    } else if (status === 'affected') targets.set(id, product);
    else leftOut.add(NO_TARGET.get(status)!);
  }
  return targets;
}

/** The vendor of the first known product that a fix names, else a publisher that is a vendor; empty where neither is known. */
function vendorOfNamed({ productIds }: CsafRemediation, document: CsafDocument): string {
  const named = productIds.map((id) => document.products.get(id)).find((product) => product !== undefined);
  if (named !== undefined) return vendorOf(named, document);
  return document.isVendor ? vendorName(document.publisher) : '';
}

function groupedByVendor(
  targets: ReadonlyMap<string, CsafProduct>,
  document: CsafDocument,
): Map<string, Map<string, CsafProduct>> {
  const groups = new Map<string, Map<string, CsafProduct>>();
  for (const [id, product] of targets) {
    const vendor = vendorOf(product, document);
    const group = groups.get(vendor) ?? new Map<string, CsafProduct>();
    groups.set(vendor, group.set(id, product));
  }
  return groups;
}

/**
 * The vendor of a product: its branch, else the publisher; but one that makes no products is never the vendor beside vendor
 * branches. Empty where it is not known.
 */
export function vendorOf(product: CsafProduct, { vendors, publisher, isVendor }: CsafDocument): string {
  if (product.vendor !== '') return vendorName(product.vendor);
  if (isVendor || vendors.length === 0) return vendorName(publisher);
  return vendors.length === 1 ? vendorName(vendors[0]!) : '';
}
