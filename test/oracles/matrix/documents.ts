/** VPC files of the reference vocabulary, written by hand: the oracle is tested without the code that it tests. */

interface Document {
  readonly supplier?: string;
  readonly id?: string;
  readonly version?: string;
  readonly published?: string;
  /** Products by patch identifier; a product is `NAME` or `NAME VERSION`, with a state or several elements. */
  readonly patches: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Elements of a patch, by its identifier: before the products, after the release date. */
  readonly more?: Readonly<Record<string, string>>;
  readonly vendor?: string;
  /** Elements between title and release date. */
  readonly severity?: string;
  readonly released?: string;
}

/** The text of a file. A state with a date is `Approved @ 2026-01-20T09:00:00Z`. */
export function documentText({ patches, more = {}, ...head }: Document): string {
  const { supplier = 'Alpha', published = '2026-02-20T12:00:00Z', vendor = 'Microsoft' } = head;
  const { severity, released = '2026-01-13T07:00:00Z' } = head;
  const product = ([key, said]: [string, string]) => {
    const [, name, version] = /^(.*?)(?: ([\d.]+))?$/.exec(key)!;
    const [state, date = '2026-01-20T09:00:00Z'] = said.split(' @ ');
    return `<VendorProduct>${optional('ID', name)}${optional('Version', version)}<Status>${state}</Status>
      <StatusDate>${date}</StatusDate></VendorProduct>`;
  };
  const patch = ([id, products]: [string, Readonly<Record<string, string>>]) =>
    `<Patch><ID>${id}</ID><Title>Update</Title>${optional('Severity', severity)}<ReleasedDate>${released}</ReleasedDate>
    ${more[id] ?? ''}${Object.entries(products).map(product).join('')}</Patch>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>${optional('ID', head.id)}${optional('Version', head.version)}<PublishedDate>${published}</PublishedDate>
  <Supplier>${supplier}</Supplier>
  <PatchVendor><ID>${vendor}</ID>${Object.entries(patches).map(patch).join('')}</PatchVendor>
</PatchData>`;
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<${name}>${value}</${name}>`;
}
