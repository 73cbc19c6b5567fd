/** What an edition says about its products: which they are, and for which software each is listed. */
import type { Applicability } from '../products/applicability';
import type { ListedProduct } from '../products/productList';
import { targetName, type ProductName } from '../products/productNames';
import type { CellName, PatchPlace, Publication } from '../write/publication';

/** A product of an edition. */
interface EditionProduct extends ListedProduct {
  readonly key: string;
}

/**
 * The products of an edition. A product that is listed under the patches for some software gets its later patches; one that is listed
 * under none of them does not.
 */
export class EditionProducts {
  readonly products: readonly EditionProduct[];
  /** The software that a product is listed for, by the key of the product. */
  private readonly listedFor = new Map<string, Set<string>>();
  /** All software that the edition has patches for. */
  private readonly known = new Set<string>();

  constructor(publication: Publication) {
    for (const patch of publication.patches) this.read(patch);
    this.products = [...publication.columns.values()].map(({ product, version, platform, key }: CellName) => {
      return { id: product, version, platform, supplier: '', components: null, line: 0, key };
    });
  }

  /** Whether a patch for these products concerns a product of the edition. @param applicability decides where the edition does not */
  concerns(targets: readonly string[], product: ListedProduct, applicability: Applicability): boolean {
    const { key } = product as EditionProduct;
    const own = this.listedFor.get(key);
    const software = targets.map(softwareKey);
    if (software.some((each) => own?.has(each) === true)) return true;
    const unknown = targets.filter((target) => !this.known.has(softwareKey(target)));
    return (unknown.length > 0 || targets.length === 0) && applicability.concerns(unknown, product);
  }

  private read({ entry, products }: PatchPlace): void {
    const software = entry.values('target').map(softwareKey);
    for (const each of software) this.known.add(each);
    for (const { cells } of products) {
      for (const { key } of cells) {
        const own = this.listedFor.get(key) ?? new Set<string>();
        for (const each of software) own.add(each);
        this.listedFor.set(key, own);
      }
    }
  }
}

/** Words of a level of updates, which the same product has one of after the other. */
const UPDATE_LEVEL = /^(?:sp\d*|cu\d*|gdr|qfe|rtm)$/;

/** Equal for the names of one product at different levels of updates. */
function softwareKey(target: string): string {
  const { subjects, host } = targetName(target);
  const nameOf = ({ words, processor }: ProductName): string =>
    [...words.filter((word) => !UPDATE_LEVEL.test(word)), processor ?? ''].join(' ');
  return [...subjects.map(nameOf), ...(host === null ? [] : ['on', nameOf(host)])].join('\n');
}
