/**
 * The roles that the domain knows. They are the only literals of the vocabulary in the domain: the profile defines which
 * element has a role, the schema defines its content.
 */

/** The roles of a container's children, for each container, in the order of the reference profile. */
export const ROLES = {
  publication: ['document-id', 'document-version', 'description', 'published', 'supplier', 'url', 'patch-vendor'],
  'patch-vendor': ['vendor-id', 'description', 'url', 'patch'],
  patch: [
    'patch-id',
    'title',
    'description',
    'patch-type',
    'severity',
    'released',
    'revised',
    'bulletin',
    'vulnerability',
    'target',
    'prerequisite',
    'supersedes',
    'superseded-by',
    'information-url',
    'download-url',
    'hash',
    'reboot',
    'removable',
    'product',
  ],
  product: [
    'product-id',
    'product-version',
    'platform',
    'state',
    'state-date',
    'reboot',
    'restriction',
    'comment',
    'url',
  ],
} as const;

/** The elements that hold others: publication > patch vendor > patch > product. */
export type Container = keyof typeof ROLES;
/** The role of a child of any container. */
export type Role = (typeof ROLES)[Container][number];
/** The role of a child of container `C`. */
export type RoleIn<C extends Container> = (typeof ROLES)[C][number];

/** The role of a field: a child with a plain value. */
export type FieldRole = Exclude<Role, Container>;
/** The role of a field of container `C`. */
export type FieldRoleIn<C extends Container> = Exclude<RoleIn<C>, Container>;

export const CONTAINERS = Object.keys(ROLES) as readonly Container[];

/** The roles that every vocabulary must have: without them there is no statement on compatibility. */
export const NEEDED_ROLES: { readonly [C in Container]: readonly RoleIn<C>[] } = {
  publication: ['published', 'supplier', 'patch-vendor'],
  'patch-vendor': ['vendor-id', 'patch'],
  patch: ['patch-id', 'product'],
  product: ['product-id', 'state'],
};

/** Whether the child with this role is a container. */
export function isContainer(role: Role): role is Container & Role {
  return Object.hasOwn(ROLES, role);
}

/** The roles of a container's fields. */
export function fieldRoles(container: Container): FieldRole[] {
  return (ROLES[container] as readonly Role[]).filter((role): role is FieldRole => !isContainer(role));
}

/** The child container of a container; `null` for the innermost. */
export const CONTAINER_IN: Readonly<Record<Container, Container | null>> = {
  publication: 'patch-vendor',
  'patch-vendor': 'patch',
  patch: 'product',
  product: null,
};

/** Whether a container has no child container. */
export function isInnermost(container: Container): boolean {
  return CONTAINER_IN[container] === null;
}

/** The role whose value identifies a container's entry for readers. */
export const IDENTIFIER_OF = {
  publication: 'document-id',
  'patch-vendor': 'vendor-id',
  patch: 'patch-id',
  product: 'product-id',
} as const satisfies { [C in Container]: RoleIn<C> };

/** The roles of attributes. */
export const ATTRIBUTE_ROLES = ['code-list', 'hash-algorithm', 'language'] as const;
export type AttributeRole = (typeof ATTRIBUTE_ROLES)[number];

/** Patch lifecycle states; the profile defines their values in files. */
export const STATE_IDS = [
  'available',
  'in-test',
  'not-approved',
  'not-applicable',
  'approved',
  'released',
  'in-internal-test',
  'not-authorized',
  'authorized',
  'effective',
  'installed',
] as const;
export type StateId = (typeof STATE_IDS)[number];

export const SEVERITY_IDS = ['critical', 'important', 'moderate', 'low', 'none'] as const;
export type SeverityId = (typeof SEVERITY_IDS)[number];

export const PATCH_TYPE_IDS = [
  'security',
  'cumulative',
  'rollup',
  'service-pack',
  'hotfix',
  'hotpatch',
  'firmware',
  'bios',
  'definition',
  'feature',
  'other',
] as const;
export type PatchTypeId = (typeof PATCH_TYPE_IDS)[number];

export const PARTIES = ['supplier', 'asset-owner'] as const;
/** Who gives a patch a state. */
export type Party = (typeof PARTIES)[number];
