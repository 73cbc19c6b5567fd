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

const VENDORS = ['Microsoft', 'Adobe', 'Oracle'] as const;
const SYSTEMS = ['Windows Server 2019', 'Windows Server 2022', 'Windows 10 22H2', 'Windows 11 23H2'] as const;
/** Each runs on the system with the same index. */
const VERSIONS = ['8.1', '8.2'] as const;
const PRODUCTS = ['Batch', 'Historian', 'Operator Station', 'Gateway', 'Asset Manager', 'Engineering'] as const;

/** Test results with their shares. */
const OUTCOMES: readonly StateId[] = ['approved', 'approved', 'approved', 'not-approved', 'not-applicable'];

/** A publication with a number of patches. */
export function publicationWith(patches: number, vocabulary: Vocabulary, seed = 2026): Draft<'publication'> {
  const pick = randomFrom(seed);
  const byVendor = VENDORS.map((): Draft<'patch'>[] => []);
  for (let index = 0; index < patches; index++) {
    // Most patches are of one vendor, as in real publications.
    const vendor = index % 10 < 8 ? 0 : (index % 10) - 7;
    const own = byVendor[vendor]!;
    own.push(patchNumber(index, own, vocabulary, pick));
  }
  return {
    'document-id': 'NWP-VPC-2026',
    'document-version': '1',
    description: english('Invented patches and test results, to measure with.'),
    published: PUBLISHED,
    supplier: 'Northwind Process Systems',
    url: 'https://support.northwind.example/patches',
    'patch-vendor': VENDORS.map((name, index) => ({
      'vendor-id': name,
      url: `https://${name.toLowerCase()}.example/security`,
      patch: withSuccessors(byVendor[index]!),
    })).filter(({ patch }) => patch.length > 0),
  };
}

/** A patch, which supersedes one of the patches before it. */
function patchNumber(
  index: number,
  before: readonly Draft<'patch'>[],
  vocabulary: Vocabulary,
  pick: (limit: number) => number,
): Draft<'patch'> {
  const { severities, patchTypes } = vocabulary.profile;
  const id = `KB${5_000_000 + index}`;
  const released = FIRST_RELEASE + (index % MONTHS) * 28 * DAY;
  const earlier = before.at(-SUPERSEDED_AFTER);
  // Where release dates start again, the patch before is the later one.
  const superseded = earlier !== undefined && Date.parse(earlier.released as string) <= released ? earlier : undefined;
  const system = SYSTEMS[pick(SYSTEMS.length)]!;
  return {
    'patch-id': id,
    title: english(`${isoDate(released).slice(0, 7)} Cumulative Update for ${system} (${id})`),
    'patch-type': patchTypes[pick(patchTypes.length)]!.value,
    severity: severities[pick(severities.length)]!.value,
    released: isoDate(released),
    vulnerability: Array.from({ length: 1 + pick(3) }, (_, n) => `CVE-2026-${10_000 + index * 4 + n}`),
    target: system,
    ...(superseded && { supersedes: superseded['patch-id'] }),
    'information-url': `https://support.example.com/help/${id.slice(2)}?product=all&language=en`,
    hash: { value: hexadecimal(64, pick), attributes: { 'hash-algorithm': 'SHA-256' } },
    reboot: pick(2) === 0 ? 'true' : 'false',
    product: PRODUCTS.flatMap((name) =>
      VERSIONS.map((version, edition) => ({
        'product-id': `Northwind ${name}`,
        'product-version': version,
        platform: SYSTEMS[edition]!,
        ...tested(released, vocabulary, pick),
      })),
    ),
  };
}

function tested(released: number, { profile }: Vocabulary, pick: (limit: number) => number): Draft<'product'> {
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

function hexadecimal(length: number, pick: (limit: number) => number): string {
  return Array.from({ length }, () => pick(16).toString(16)).join('');
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().replace('.000', '');
}
