/** Which roles hold identifiers, and of what. */
import type { Container, FactRole, FactRoleIn } from '../roles';

/** What an identifier is one of. */
export const IDENTIFIER_KINDS = [
  'patch',
  'product',
  'version',
  'platform',
  'vendor',
  'supplier',
  'vulnerability',
  'target',
  'bulletin',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** What a role says by its value. */
export interface IdentifierUse {
  readonly kind: IdentifierKind;
  /** It says that there is such a thing; otherwise it refers to one that is described elsewhere, or merely names it. */
  readonly defines: boolean;
}

const defines = (kind: IdentifierKind): IdentifierUse => ({ kind, defines: true });
const refers = (kind: IdentifierKind): IdentifierUse => ({ kind, defines: false });

const USES: { readonly [C in Container]: Readonly<Partial<Record<FactRoleIn<C>, IdentifierUse>>> } = {
  publication: { supplier: defines('supplier') },
  'patch-vendor': { 'vendor-id': defines('vendor') },
  patch: {
    'patch-id': defines('patch'),
    prerequisite: refers('patch'),
    supersedes: refers('patch'),
    'superseded-by': refers('patch'),
    vulnerability: refers('vulnerability'),
    target: refers('target'),
    bulletin: refers('bulletin'),
  },
  product: { 'product-id': defines('product'), 'product-version': refers('version'), platform: refers('platform') },
};

/** What a child of a container says by its value; `undefined` where that is no identifier. */
export function useOf(container: Container, role: FactRole): IdentifierUse | undefined {
  return (USES[container] as Partial<Record<FactRole, IdentifierUse>>)[role];
}
