/**
 * Which products of a supplier a patch concerns, by the operating system that they run on.
 *
 * A patch for operating systems (or for software "on" one) concerns the products whose platform is one of them; a patch
 * that names no operating system (Office, SQL Server) concerns all products, and so does any patch for products without
 * a platform. The supplier knows better and deletes lines; a line that is missing would be overlooked.
 */
import type { ListedProduct } from '../productList';

/** The operating system at the end of a product's name: `.NET Framework 4.8 on Windows Server 2019`. */
const OPERATING_SYSTEM = /(?:^| on )(Windows (?:Server|RT|Vista|XP|\d).*)$/;

/** Words that tell no operating systems apart. */
const FILLERS = new Set(['microsoft', 'version', 'edition', 'for', 'systems', 'based', 'r', 'tm']);

/** Decides for the products of one document. */
export class Platforms {
  /** Words of each operating system that the document knows. */
  private readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly namesByPlatform = new Map<string, ReadonlySet<string>>();

  /** @param targets names of all the products that the document's patches are for */
  constructor(targets: Iterable<string>) {
    const names = new Set<string>();
    for (const target of targets) {
      const system = operatingSystem(target);
      if (system !== null) names.add(system);
    }
    this.systems = new Map([...names].map((name) => [name, words(name)]));
  }

  /** Whether the document knows an operating system of this name. */
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
   * The document's names for a platform: those that say all that the platform says and perhaps more ("Windows Server
   * 2022" is also its Server Core installation); else the most precise of those that say less ("Windows Server 2022
   * 21H2" is "Windows Server 2022").
   */
  private namesOf(platform: string): ReadonlySet<string> {
    const known = this.namesByPlatform.get(platform);
    if (known !== undefined) return known;
    const asked = words(platform);
    const systems = [...this.systems];
    let found = systems.filter(([, words]) => isSubset(asked, words));
    if (found.length === 0) {
      const broader = systems.filter(([, words]) => isSubset(words, asked));
      const most = Math.max(...broader.map(([, words]) => words.size));
      found = broader.filter(([, words]) => words.size === most);
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
  return new Set(found.filter((word) => !FILLERS.has(word)));
}

function isSubset(some: ReadonlySet<string>, of: ReadonlySet<string>): boolean {
  return some.size > 0 && [...some].every((word) => of.has(word));
}
