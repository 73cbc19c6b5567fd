/**
 * Decides which products of a supplier a patch concerns: those whose platform or components it patches.
 *
 * Names are compared as in {@link isOf}. A product whose list does not say what it contains is concerned by each patch for
 * software, and one without a platform by each patch for an operating system: a supplier can remove a line, but would overlook a
 * missing one.
 */
import { nearest } from '../../xml/nearest';
import type { ListedProduct } from './productList';
import {
  continues,
  isOf,
  isSystem,
  isVersionOf,
  productName,
  targetName,
  type ProductName,
  type TargetName,
} from './productNames';

/** What decides about a product. */
export type Contents = Pick<ListedProduct, 'platform' | 'components'>;

/** A platform or component of a product list, and the names of the documents that it matches. */
export interface Matched {
  readonly name: string;
  readonly names: readonly string[];
  /** The most similar names where it matches none. */
  readonly nearest: readonly string[];
}

/** Decides for the names of one or several documents. */
export class Applicability {
  private readonly targets = new Map<string, TargetName>();
  private readonly listed = new Map<string, ProductName>();
  /** All subjects and hosts, each once by its words. */
  private readonly parts = new Map<string, ProductName>();

  /** @param names of all products in the documents */
  constructor(names: Iterable<string>) {
    for (const text of names) {
      const target = targetName(text);
      this.targets.set(text, target);
      for (const part of [...target.subjects, ...(target.host === null ? [] : [target.host])]) {
        this.parts.set(`${part.words.join(' ')}\n${part.processor}`, part);
      }
    }
  }

  /** Whether a patch for these products concerns a product; one without known products concerns each. */
  concerns(targets: readonly string[], product: Contents): boolean {
    return targets.length === 0 || targets.some((target) => this.contains(product, this.target(target)));
  }

  /** What a platform or component of a list matches. */
  matched(name: string): Matched {
    const listed = this.name(name);
    const found = [...this.targets.values()].filter(
      ({ subjects, host }) =>
        subjects.some((subject) => this.means(listed, subject)) || (host !== null && this.means(listed, host)),
    );
    const texts = [...new Set([...this.parts.values()].map(({ text }) => text))];
    const near = found.length > 0 ? [] : nearest(name, texts);
    return { name, names: found.map(({ text }) => text), nearest: near };
  }

  private contains({ platform, components }: Contents, { subjects, host }: TargetName): boolean {
    const isPlatform = (part: ProductName): boolean => platform !== '' && this.means(this.name(platform), part);
    const isComponent = (part: ProductName): boolean =>
      (components ?? []).some((component) => this.means(this.name(component), part));
    if (host === null) {
      if (subjects.some((subject) => isPlatform(subject) || isComponent(subject))) return true;
      if (components !== null) return false;
      return subjects.some(isSystem) ? platform === '' : true;
    }
    const isSoftware = subjects.some(isComponent);
    // Software that runs on other software is a part of it.
    if (!isSystem(host)) return components === null || isSoftware || isComponent(host);
    const isOnIt = platform === '' || isPlatform(host) || isComponent(host) || isFamily(host, this.name(platform));
    return isOnIt && (components === null || isSoftware);
  }

  /** Whether a listed name means a part of a target. */
  private means(listed: ProductName, part: ProductName): boolean {
    if (isOf(part, listed)) return true;
    if (!isVersionOf(listed, part)) return false;
    // A list can name a version where the documents have only the product: not where they have this version under another name,
    // nor where they distinguish versions.
    const others = [...this.parts.values()].filter(({ words }) => words.length > part.words.length);
    const anyProcessor = { ...part, processor: null };
    return !others.some((other) => continues(other, listed) || isOf(other, anyProcessor));
  }

  private target(text: string): TargetName {
    const known = this.targets.get(text) ?? targetName(text);
    this.targets.set(text, known);
    return known;
  }

  private name(text: string): ProductName {
    const known = this.listed.get(text) ?? productName(text);
    this.listed.set(text, known);
    return known;
  }
}

/** Whether a host is only the family of a system: `.NET 8.0 installed on Windows`. */
function isFamily({ words }: ProductName, platform: ProductName): boolean {
  return words.length === 1 && words[0] === platform.words[0];
}
