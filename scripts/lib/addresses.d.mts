export interface Addresses {
  readonly manifest: {
    readonly repository: { readonly type: 'git'; readonly url: string };
    readonly bugs: { readonly url: string };
    readonly homepage: string;
  };
  readonly content: string;
  readonly pictures: string;
}
export function addressesOf(manifest: { readonly repository?: string }): Addresses | null;
export function missingAddresses(what: string): string;
