/** Which roles hold identifiers, and of what. */
import type { Container, FieldRole, FieldRoleIn } from '../roles';

/** The kinds of things that identifiers name. */
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

/** How a role uses its value as an identifier. */
export interface IdentifierUse {
  readonly kind: IdentifierKind;
  /** `true`: the value defines the thing. `false`: it refers to one that is described elsewhere, or only names it. */
  readonly defines: boolean;
}

const defines = (kind: IdentifierKind): IdentifierUse => ({ kind, defines: true });
const refers = (kind: IdentifierKind): IdentifierUse => ({ kind, defines: false });

const USES: { readonly [C in Container]: Readonly<Partial<Record<FieldRoleIn<C>, IdentifierUse>>> } = {
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

/** How a field of a container uses its value as an identifier; `undefined` where the value is not an identifier. */
export function useOf(container: Container, role: FieldRole): IdentifierUse | undefined {
  return (USES[container] as Partial<Record<FieldRole, IdentifierUse>>)[role];
}
