/** What an asset owner has received: the files of several suppliers over several months; and the lists of what the owner runs. */
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { randomFrom } from '../../test/support/random';
import { fileOf, patchesIn, type GeneratedFile } from './file';
import { monthOf, PRODUCTS, SYSTEMS, VERSIONS } from './publication';

const SUPPLIERS = [
  ...['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ironwood', 'Juniper', 'Larch', 'Maple'],
] as const;
export const MONTHS_RECEIVED = 36;
const ZONES = 8;
/** Patches on an asset. */
const INSTALLED = 100;

/** A file of a supplier. */
export interface ReceivedFile extends GeneratedFile {
  readonly supplier: string;
  /** Counts from 0. */
  readonly month: number;
}

/**
 * The files of 12 suppliers over 36 months, each of about `bytes` bytes. The same arguments give the same files.
 * @param schema as of `validFile`
 */
export function* received(
  bytes: number,
  vocabulary: Vocabulary,
  schema: string | null = null,
): Generator<ReceivedFile, void, undefined> {
  const patches = patchesIn(bytes, vocabulary);
  for (const [seed, supplier] of SUPPLIERS.entries()) {
    for (let month = 0; month < MONTHS_RECEIVED; month++) {
      const publication = monthOf({ supplier, seed, month, patches }, vocabulary);
      yield { supplier, month, ...fileOf(publication, vocabulary, schema) };
    }
  }
}

/** The lists of an asset owner, as CSV. */
export interface OwnersLists {
  readonly assets: string;
  readonly installed: string;
}

/**
 * A list of assets in 8 zones, each with one to three products of a supplier, and a list of about 100 patches installed on each.
 * @param patches how many there are in a month
 */
export function ownersLists(count: number, patches: number): OwnersLists {
  const pick = randomFrom(count);
  const assets = ['asset,zone,supplier,product,version,platform'];
  const installed = ['asset,patch,date'];
  for (let index = 0; index < count; index++) {
    const name = `PC-${index + 1}`;
    const supplier = SUPPLIERS[pick(SUPPLIERS.length)]!;
    const edition = pick(VERSIONS.length);
    const first = pick(PRODUCTS.length);
    for (let product = 0; product <= pick(3); product++) {
      const what = PRODUCTS[(first + product) % PRODUCTS.length]!;
      const zone = `Zone ${(index % ZONES) + 1}`;
      assets.push([name, zone, supplier, `${supplier} ${what}`, VERSIONS[edition], SYSTEMS[edition]].join(','));
    }
    for (const patch of new Set(Array.from({ length: INSTALLED }, () => pick(patches * MONTHS_RECEIVED)))) {
      installed.push(`${name},KB${5_000_000 + patch},2024-06-03`);
    }
  }
  return { assets: `${assets.join('\n')}\n`, installed: `${installed.join('\n')}\n` };
}
