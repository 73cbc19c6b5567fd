/**
 * Identity of names: which spellings name the same supplier, patch vendor, patch or product. Files of several suppliers, and
 * several editions of one, spell the same name differently; a comparison by code units would hide a statement.
 *
 * Names are normalised, then replaced by the name that the configuration gives for them (`aliases`). Display names stay as
 * written in the files.
 */
import { checkpoint } from '../xml/budget';
import { INVISIBLE } from '../xml/invisible';

/** Kinds of names that a configuration can have aliases for. */
export const ALIAS_KINDS = ['suppliers', 'vendors', 'products', 'patches'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

/** By kind and name: the other names of the same thing. */
export type Aliases = Readonly<Partial<Record<AliasKind, Readonly<Record<string, readonly string[]>>>>>;

/** How a vendor's patch identifiers are compared; a row of the profile. */
export interface PatchIdentifierRule {
  /** The patch vendor, compared as a name. */
  readonly vendor: string;
  /** May be missing before a number: `KB5078752` and `5078752` are one patch. */
  readonly optionalPrefix: string;
}

/** `+` and `#` belong to names: `C` and `C#`. */
const SEPARATORS = /[\s\u0085\p{P}]+/gu;
const PLAIN = /^[a-z\d]+(?: [a-z\d]+)*$/;

/**
 * A name as it is compared: Unicode NFKC, case folded, without invisible characters, with one space for each run of spaces
 * and punctuation. So 1.1 is not 11.
 * @returns `''` for a name without visible characters
 */
export function normalisedName(name: string): string {
  if (PLAIN.test(name)) return name;
  const folded = caseFolded(name.normalize('NFKC').replace(INVISIBLE, ''));
  const spaced = folded.replace(SEPARATORS, (run) => (run.includes('#') ? separatedByHash(run) : ' ')).trim();
  // A name of punctuation only.
  return spaced === '' ? folded.trim() : spaced;
}

function separatedByHash(run: string): string {
  return run
    .split('#')
    .map((part) => (part === '' ? '' : ' '))
    .join('#');
}

/** A version as it is compared: like a name, but all punctuation counts. */
export function normalisedVersion(version: string): string {
  if (PLAIN.test(version)) return version;
  return caseFolded(version.normalize('NFKC').replace(INVISIBLE, ''))
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

/** Upper case first: `ß` and `SS` are equal. */
function caseFolded(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/** The aliases of several configurations: each supplier's files can be in a folder of their own, with its own configuration. */
export function joinedAliases(all: Iterable<Aliases>): Aliases {
  const distinct = [...new Set(all)];
  if (distinct.length === 1) return distinct[0]!;
  const tableOf = (kind: AliasKind): Record<string, readonly string[]> => {
    const table = new Map<string, Set<string>>();
    for (const aliases of distinct) {
      for (const [name, others] of Object.entries(aliases[kind] ?? {})) {
        table.set(name, new Set([...(table.get(name) ?? []), ...others]));
      }
    }
    return Object.fromEntries([...table].map(([name, others]) => [name, [...others]]));
  };
  return Object.fromEntries(
    ALIAS_KINDS.filter((kind) => distinct.some((aliases) => aliases[kind] !== undefined)).map((kind) => [
      kind,
      tableOf(kind),
    ]),
  );
}

/** Compares names by the rules of a profile and the aliases of a configuration. */
export class Identity {
  private readonly names = new BoundedMap<string>();
  private readonly versions = new BoundedMap<string>();
  private readonly patches = new BoundedMap<string>();
  private readonly prefixes: ReadonlyMap<string, string>;
  /** By kind: from the normalised other name to the name. */
  private readonly aliased: Readonly<Record<AliasKind, ReadonlyMap<string, string>>>;

  /** @param rules the profile's */
  constructor(
    rules: readonly PatchIdentifierRule[],
    readonly aliases: Aliases = {},
  ) {
    this.prefixes = new Map(
      rules.map(({ vendor, optionalPrefix }) => [normalisedName(vendor), normalisedName(optionalPrefix)]),
    );
    const tableOf = (kind: AliasKind): ReadonlyMap<string, string> =>
      new Map(
        Object.entries(aliases[kind] ?? {}).flatMap(([name, others]) =>
          others.map((other) => [normalisedName(other), name] as const),
        ),
      );
    this.aliased = {
      suppliers: tableOf('suppliers'),
      vendors: tableOf('vendors'),
      products: tableOf('products'),
      patches: tableOf('patches'),
    };
  }

  /** The key of a supplier. */
  supplier(name: string): string {
    return this.keyOf('suppliers', name);
  }

  /** The key of a patch vendor. */
  vendor(name: string): string {
    return this.keyOf('vendors', name);
  }

  /** The key of a product, without its supplier, version and platform. */
  product(name: string): string {
    return this.keyOf('products', name);
  }

  /** The key of a platform. */
  platform(platform: string): string {
    return this.names.get(platform, normalisedName);
  }

  /** The key of a version. */
  version(version: string): string {
    return this.versions.get(version, normalisedVersion);
  }

  /** The key of a patch identifier of a vendor; it does not contain the vendor. */
  patch(vendor: string, id: string): string {
    const prefix = this.prefixes.get(this.vendor(vendor));
    if (prefix === undefined) return this.keyOf('patches', id);
    return this.patches.get(`${prefix}\n${id}`, () => withPrefix(this.keyOf('patches', id), prefix));
  }

  /** A name as it is shown: the one that the configuration gives for it, else the name as written. */
  shown(kind: AliasKind, name: string): string {
    return this.aliased[kind].size === 0 ? name : (this.aliased[kind].get(normalisedName(name)) ?? name);
  }

  private keyOf(kind: AliasKind, name: string): string {
    const normalised = this.names.get(name, normalisedName);
    const alias = this.aliased[kind].get(normalised);
    return alias === undefined ? normalised : this.names.get(alias, normalisedName);
  }
}

/** The key of a number with its prefix; any other key unchanged. */
function withPrefix(key: string, prefix: string): string {
  const number = key.startsWith(prefix) ? key.slice(prefix.length).trimStart() : key;
  return /^\d+$/.test(number) ? prefix + number : key;
}

/** How many values are kept; a server sees a new name for each key that is typed. */
const MAX_VALUES = 50_000;

/** Computed values by text; emptied when there are too many. */
class BoundedMap<Value> {
  private readonly values = new Map<string, Value>();

  get(text: string, compute: (text: string) => Value): Value {
    // Loops that compare names come here, and the files decide how long they are.
    checkpoint();
    let value = this.values.get(text);
    if (value === undefined) {
      if (this.values.size >= MAX_VALUES) this.values.clear();
      this.values.set(text, (value = compute(text)));
    }
    return value;
  }
}
