/** A matrix as an asset owner has it: several suppliers, products in several versions and on several platforms. */
import type { MatrixColumn, MatrixSnapshot } from '../../../server/src/lsp/protocol/index';
import { generatedMatrix } from './generated';
import { source } from './small';

type Product = readonly [supplier: string, product: string, version: string, platform: string];

const WINDOWS = ['Windows Server 2016', 'Windows Server 2019', 'Windows Server 2022', 'Windows 10 22H2'];
const each = (
  supplier: string,
  product: string,
  versions: readonly string[],
  platforms: readonly string[],
): Product[] =>
  versions.flatMap((version) => platforms.map((platform): Product => [supplier, product, version, platform]));

/** 30 products, in the order of the server. */
export const PRODUCTS: readonly Product[] = [
  ...each('Acme', 'Alarm Server', ['4.0'], ['']),
  ...each('Borealis Process Automation', 'Historian', ['7.2', '8.0'], WINDOWS.slice(0, 3)),
  ...each('Borealis Process Automation', 'Windows Server 2016', [''], ['']),
  ...each('Borealis Process Automation', 'Windows Server 2019', [''], ['']),
  ...each('Borealis Process Automation', 'Windows Server 2022', [''], ['']),
  ...each('Cascade', 'Batch Client', ['9'], ['']),
  ...each('Cascade', 'Batch Manager', ['9'], ['']),
  ...each('Cascade', 'Engineering Station', ['9', '10'], ['']),
  ...each('Cascade', 'Gateway', ['3.1', '3.2'], ['']),
  ...each('Cascade', 'Operator Station', ['9', '10'], WINDOWS),
  ...each('Northwind', 'Turbine Guard', ['5', '6', '7'], WINDOWS.slice(1, 3)),
];

/** 100 patches by 30 products, released in 2026. */
export const WIDE: MatrixSnapshot = (() => {
  const generated = generatedMatrix(100, PRODUCTS.length);
  return {
    ...generated,
    columns: PRODUCTS.map(([supplier, product, version, platform], slot): MatrixColumn => {
      const key = JSON.stringify([supplier, product, version, platform]);
      return { key, slot, supplier, product, version, platform, mine: slot % 9 === 3 };
    }),
    rows: generated.rows.map((row, index) => ({
      ...row,
      released: new Date(Date.UTC(2026, 0, 1) + index * 3 * 86_400_000).toISOString(),
    })),
    sources: ['Acme', 'Borealis Process Automation', 'Cascade', 'Northwind'].map((name) =>
      source(`${name.slice(0, 4).toLowerCase()}.xml`, name),
    ),
  };
})();
