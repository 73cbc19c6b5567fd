/**
 * Invented publications of any length, in the shape of real ones: some dozen products, each tested with each patch, and one
 * leaf element on each line. They have no schema or rule problems. The same arguments give the same publication.
 */
import type { Draft } from '../../server/src/domain/publicationText';
import type { StateId } from '../../server/src/domain/roles';
import { stateById } from '../../server/src/domain/states';
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { randomFrom } from '../../test/support/random';

const DAY = 24 * 60 * 60 * 1000;
const FIRST_RELEASE = Date.parse('2024-01-09T08:00:00Z');
/** A time after the last date in any publication: release dates repeat after 24 months. */
const PUBLISHED = '2026-03-04T15:00:00Z';
const MONTHS = 24;
const SUPERSEDED_AFTER = 8;
const FIRST_YEAR = 2023;

const VENDORS = ['Microsoft', 'Adobe', 'Oracle'] as const;
export const SYSTEMS = ['Windows Server 2019', 'Windows Server 2022', 'Windows 10 22H2', 'Windows 11 23H2'] as const;
/** Each runs on the system with the same index. */
export const VERSIONS = ['8.1', '8.2'] as const;
export const PRODUCTS = ['Batch', 'Historian', 'Operator Station', 'Gateway', 'Asset Manager', 'Engineering'] as const;

/** Test results with their shares. */
const OUTCOMES: readonly StateId[] = ['approved', 'approved', 'approved', 'not-approved', 'not-applicable'];

/** A publication with a number of patches. */
export function publicationWith(patches: number, vocabulary: Vocabulary, seed = 2026): Draft<'publication'> {
  const pick = randomFrom(seed);
  const byVendor = VENDORS.map((): Draft<'patch'>[] => []);
  for (let index = 0; index < patches; index++) {
    const own = byVendor[vendorOf(index)]!;
    own.push(patchNumber(index, own, vocabulary, pick));
  }
  return { ...headOf('Northwind Process Systems', byVendor.map(withSuccessors)), 'document-id': 'NWP-VPC-2026' };
}

/** A publication without its identifier. */
function headOf(supplier: string, byVendor: readonly (readonly Draft<'patch'>[])[]): Draft<'publication'> {
  return {
    'document-version': '1',
    description: english('Invented patches and test results, to measure with.'),
    published: PUBLISHED,
    supplier,
    url: `https://support.${supplier.split(' ')[0]!.toLowerCase()}.example/patches`,
    'patch-vendor': VENDORS.map((name, index) => ({
      'vendor-id': name,
      url: `https://${name.toLowerCase()}.example/security`,
      patch: byVendor[index]!,
    })).filter(({ patch }) => patch.length > 0),
  };
}

/** Most patches are of one vendor, as in real publications. */
function vendorOf(index: number): number {
  return index % 10 < 8 ? 0 : (index % 10) - 7;
}

function idOf(index: number): string {
  return `KB${5_000_000 + index}`;
}

/** A month of a supplier. */
export interface SupplierMonth {
  readonly supplier: string;
  /** Chooses the supplier's results. */
  readonly seed: number;
  /** Counts from 0. */
  readonly month: number;
  readonly patches: number;
}

/**
 * What a supplier publishes in a month. All suppliers test the same patches, each its own products; each month has other patches, of
 * which half supersede one of the month before.
 */
export function monthOf(
  { supplier, seed, month, patches }: SupplierMonth,
  vocabulary: Vocabulary,
): Draft<'publication'> {
  const start = Date.UTC(FIRST_YEAR, month);
  // Facts of a patch are the same in all files; the results are the supplier's own.
  const [facts, results] = [randomFrom(month), randomFrom((seed + 1) * 1_000 + month)];
  const byVendor = VENDORS.map((): Draft<'patch'>[] => []);
  for (let position = 0; position < patches; position++) {
    const index = month * patches + position;
    const superseded = month > 0 && position % 2 === 0 ? idOf(index - patches) : undefined;
    byVendor[vendorOf(position)]!.push(
      patchOf({ index, released: start + 2 * DAY, superseded, maker: supplier }, vocabulary, facts, results),
    );
  }
  return {
    ...headOf(supplier, byVendor),
    'document-id': `${supplier} ${isoDate(start).slice(0, 7)}`,
    published: isoDate(start + 25 * DAY),
  };
}

/** What a patch is made of. */
interface PatchFacts {
  readonly index: number;
  readonly released: number;
  readonly superseded: string | undefined;
  /** The name before those of its products. */
  readonly maker: string;
}

type Pick = (limit: number) => number;

/** A patch that supersedes one of the patches before it. */
function patchNumber(
  index: number,
  before: readonly Draft<'patch'>[],
  vocabulary: Vocabulary,
  pick: Pick,
): Draft<'patch'> {
  const released = FIRST_RELEASE + (index % MONTHS) * 28 * DAY;
  const earlier = before.at(-SUPERSEDED_AFTER);
  // Where release dates start again, the patch before is the later one.
  const isLater = earlier !== undefined && Date.parse(earlier.released as string) <= released;
  const superseded = isLater ? (earlier['patch-id'] as string) : undefined;
  return patchOf({ index, released, superseded, maker: 'Northwind' }, vocabulary, pick, pick);
}

/** @param facts chooses what is said of the patch. @param results chooses what is said of its products */
function patchOf(
  { index, released, superseded, maker }: PatchFacts,
  vocabulary: Vocabulary,
  facts: Pick,
  results: Pick,
): Draft<'patch'> {
  const { severities, patchTypes } = vocabulary.profile;
  const id = idOf(index);
  const system = SYSTEMS[facts(SYSTEMS.length)]!;
  return {
    'patch-id': id,
    title: english(`${isoDate(released).slice(0, 7)} Cumulative Update for ${system} (${id})`),
    'patch-type': patchTypes[facts(patchTypes.length)]!.value,
    severity: severities[facts(severities.length)]!.value,
    released: isoDate(released),
    vulnerability: Array.from({ length: 1 + facts(3) }, (_, n) => `CVE-2026-${10_000 + index * 4 + n}`),
    target: system,
    ...(superseded !== undefined && { supersedes: superseded }),
    'information-url': `https://support.example.com/help/${id.slice(2)}?product=all&language=en`,
    hash: { value: hexadecimal(64, facts), attributes: { 'hash-algorithm': 'SHA-256' } },
    reboot: facts(2) === 0 ? 'true' : 'false',
    product: PRODUCTS.flatMap((name) =>
      VERSIONS.map((version, edition) => ({
        'product-id': `${maker} ${name}`,
        'product-version': version,
        platform: SYSTEMS[edition]!,
        ...tested(released, vocabulary, results),
      })),
    ),
  };
}

function tested(released: number, { profile }: Vocabulary, pick: Pick): Draft<'product'> {
  const outcome = OUTCOMES[pick(OUTCOMES.length)]!;
  return {
    state: stateById(profile, outcome)!.value,
    'state-date': isoDate(released + (1 + pick(20)) * DAY),
    ...(outcome === 'not-approved' && {
      comment: english('The alarm list stays empty after the restart & before login.'),
    }),
  };
}

/** Adds to each patch which other one supersedes it. */
function withSuccessors(patches: readonly Draft<'patch'>[]): readonly Draft<'patch'>[] {
  return patches.map((patch, index) => {
    const successor = patches[index + SUPERSEDED_AFTER];
    return successor === undefined || successor.supersedes !== patch['patch-id']
      ? patch
      : { ...patch, 'superseded-by': successor['patch-id'] };
  });
}

function english(value: string) {
  return { value, attributes: { language: 'en' } };
}

function hexadecimal(length: number, pick: Pick): string {
  return Array.from({ length }, () => pick(16).toString(16)).join('');
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().replace('.000', '');
}
