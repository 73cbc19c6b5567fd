/**
 * Decides which products of a supplier a patch concerns, by their operating systems.
 *
 * A patch for operating systems (or for software "on" one) concerns the products with one of them as their platform. A patch
 * for no operating system (Office, SQL Server) concerns all products. A product without a platform is concerned by all
 * patches. In doubt, a product is included: the supplier can delete a line, but would overlook a missing one.
 */
import type { ListedProduct } from './productList';

/** The operating system at the end of a product's name: `.NET Framework 4.8 on Windows Server 2019`. */
const OPERATING_SYSTEM = /(?:^| on )(Windows (?:Server|RT|Vista|XP|\d).*)$/;

/** Words that do not distinguish operating systems. */
const IGNORED_WORDS = new Set(['microsoft', 'version', 'edition', 'for', 'systems', 'based', 'r', 'tm']);

/** Decides for the products of one document. */
export class Platforms {
  /** The words of each operating system in the document, by its name. */
  private readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly namesByPlatform = new Map<string, ReadonlySet<string>>();

  /** @param targets the names of all products in the document */
  constructor(targets: Iterable<string>) {
    const names = new Set<string>();
    for (const target of targets) {
      const system = operatingSystem(target);
      if (system !== null) names.add(system);
    }
    this.systems = new Map([...names].map((name) => [name, words(name)]));
  }

  /** Whether a platform matches an operating system in the document. */
  knows(platform: string): boolean {
    return this.namesOf(platform).size > 0;
  }

  /** Whether a patch for these targets concerns a product. */
  concerns(targets: readonly string[], product: ListedProduct): boolean {
    const systems = targets.map(operatingSystem);
    if (product.platform === '' || systems.includes(null)) return true;
    const names = this.namesOf(product.platform);
    return systems.some((system) => system !== null && names.has(system));
  }

  /**
   * The names of the document that match a platform: those with all its words and perhaps more ("Windows Server 2022" is
   * also its Server Core installation); otherwise those with the most of its words and no others ("Windows Server 2022
   * 21H2" is "Windows Server 2022").
   */
  private namesOf(platform: string): ReadonlySet<string> {
    const known = this.namesByPlatform.get(platform);
    if (known !== undefined) return known;
    const wanted = words(platform);
    const systems = [...this.systems];
    let found = systems.filter(([, words]) => isSubset(wanted, words));
    if (found.length === 0) {
      const broader = systems.filter(([, words]) => isSubset(words, wanted));
      const maxSize = Math.max(...broader.map(([, words]) => words.size));
      found = broader.filter(([, words]) => words.size === maxSize);
    }
    const names = new Set(found.map(([name]) => name));
    this.namesByPlatform.set(platform, names);
    return names;
  }
}

function operatingSystem(target: string): string | null {
  return OPERATING_SYSTEM.exec(target)?.[1] ?? null;
}

function words(name: string): ReadonlySet<string> {
  const found = name.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? [];
  return new Set(found.filter((word) => !IGNORED_WORDS.has(word)));
}

function isSubset(some: ReadonlySet<string>, of: ReadonlySet<string>): boolean {
  return some.size > 0 && [...some].every((word) => of.has(word));
}
