/** How a product is named in one text. */

/** The name of a column without its supplier: `Northwind Batch 8.2 (Windows Server 2022)`. */
export function columnName({
  product,
  version,
  platform,
}: {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}): string {
  return [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
}
