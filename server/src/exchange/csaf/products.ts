/** The product tree of a CSAF advisory (CSAF 2.0, 3.2.2; 2.1 has product paths instead of relationships). */
import { checkpoint } from '../../xml/budget';
import { type Part, type ProblemList, shown } from './part';

/** A product that an advisory names. */
export interface CsafProduct {
  /** The full product name, as the document has it. */
  readonly name: string;
  /** The name of the vendor branch above it; empty where there is none. */
  readonly vendor: string;
  /** The name of its product_name branch; its full name where there is none. */
  readonly product: string;
  /** The name of its product_version or product_version_range branch; empty where there is none: all versions. */
  readonly version: string;
  /** Whether `product` and `version` say all: it is not for a service pack, an architecture, ... of a version. */
  readonly isExact: boolean;
}

/** The products and groups of an advisory. */
export interface ProductTree {
  /** By product_id. */
  readonly products: ReadonlyMap<string, CsafProduct>;
  /** The product_ids of each group, by group_id. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** Branches below branches: advisories have up to 5, and a hostile one must not use up the stack. */
const MAX_DEPTH = 50;
/** The branches of which a product and its versions consist. */
const EXACT = new Set(['vendor', 'product_family', 'product_name', 'product_version', 'product_version_range']);

/** What the branches above say. */
interface Above {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly isExact: boolean;
}

/** Reads the product tree; without one, there are no products. */
export function readProductTree(tree: Part | null, problems: ProblemList): ProductTree {
  const products = new Map<string, CsafProduct>();
  if (tree === null) return { products, groups: new Map() };
  const add = (full: Part | null, above: Above): void => {
    const id = full?.text('product_id') ?? '';
    const name = oneLine(full?.text('name') ?? '');
    if (full === null) return;
    if (id === '' || name === '') {
      problems.warning('The product at "{0}" needs "product_id" and "name". It is left out.', shown(full.pointer));
    } else if (products.has(id)) {
      problems.warning('Duplicate product id "{0}" at "{1}". The first one holds.', shown(id), shown(full.pointer));
    } else if (above.product !== '') products.set(id, { ...above, name });
    // The full name names the version, too.
    else products.set(id, { ...above, name, product: name, version: '' });
  };
  for (const full of tree.objects('full_product_names')) add(full, NOTHING);
  addBranches(tree, NOTHING, add, problems, 0);
  const composed = [
    ...tree.objects('relationships').map((part) => ({ part, first: part.text('product_reference') })),
    ...tree.objects('product_paths').map((part) => ({ part, first: part.text('beginning_product_reference') })),
  ];
  // The same component can be affected in one product and not in another: only the full name tells them apart.
  const vendorOf = ({ part, first }: (typeof composed)[number]): string =>
    products.get(first)?.vendor || products.get(part.text('relates_to_product_reference'))?.vendor || '';
  for (const each of composed) add(each.part.object('full_product_name'), { ...NOTHING, vendor: vendorOf(each) });
  return { products, groups: groupsOf(tree) };
}

const NOTHING: Above = { vendor: '', product: '', version: '', isExact: true };

function addBranches(
  parent: Part,
  above: Above,
  add: (full: Part | null, above: Above) => void,
  problems: ProblemList,
  depth: number,
): void {
  if (depth >= MAX_DEPTH && parent.has('branches')) {
    problems.warning('"{0}" is nested too deeply. It is left out.', shown(parent.place('branches')));
    return;
  }
  for (const branch of parent.objects('branches')) {
    checkpoint();
    const here = below(branch, above);
    add(branch.object('product'), here);
    addBranches(branch, here, add, problems, depth + 1);
  }
}

function below(branch: Part, above: Above): Above {
  const category = branch.text('category');
  const name = oneLine(branch.text('name'));
  const here = { ...above, isExact: above.isExact && EXACT.has(category) };
  if (category === 'vendor') return { ...here, vendor: name };
  if (category === 'product_name') return { ...here, product: name };
  if (category === 'product_version' || category === 'product_version_range') return { ...here, version: name };
  return here;
}

function groupsOf(tree: Part): Map<string, string[]> {
  return new Map(tree.objects('product_groups').map((group) => [group.text('group_id'), group.texts('product_ids')]));
}

/** A name on one line: line breaks and runs of spaces are one space. */
export function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}
