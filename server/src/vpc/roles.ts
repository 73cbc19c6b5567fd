/**
 * The roles that the domain knows. They are the only literals of the vocabulary in this room: which element plays a
 * role is said by the profile, and what its content must look like by the schema.
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
/** What a child of some container is. */
export type Role = (typeof ROLES)[Container][number];
/** What a child of container `C` is. */
export type RoleIn<C extends Container> = (typeof ROLES)[C][number];

/** What a child with a plain value is. */
export type FactRole = Exclude<Role, Container>;
/** What a child of container `C` with a plain value is. */
export type FactRoleIn<C extends Container> = Exclude<RoleIn<C>, Container>;

export const CONTAINERS = Object.keys(ROLES) as readonly Container[];

/** Without these roles a vocabulary describes no patch compatibility at all. */
export const NEEDED_ROLES: { readonly [C in Container]: readonly RoleIn<C>[] } = {
  publication: ['published', 'supplier', 'patch-vendor'],
  'patch-vendor': ['vendor-id', 'patch'],
  patch: ['patch-id', 'product'],
  product: ['product-id', 'state'],
};

/** Whether the child that plays this role holds others. */
export function isContainer(role: Role): role is Container & Role {
  return role in ROLES;
}

/** The roles of a container's children with plain values. */
export function factRoles(container: Container): FactRole[] {
  return (ROLES[container] as readonly Role[]).filter((role): role is FactRole => !isContainer(role));
}

/** The container that stands in a container; `null` in the innermost. */
export const CONTAINER_IN: Readonly<Record<Container, Container | null>> = {
  publication: 'patch-vendor',
  'patch-vendor': 'patch',
  patch: 'product',
  product: null,
};

/** Whether a container holds no other containers. */
export function isInnermost(container: Container): boolean {
  return CONTAINER_IN[container] === null;
}

/** The role that names a container's entry to people. */
export const IDENTIFIER_OF = {
  publication: 'document-id',
  'patch-vendor': 'vendor-id',
  patch: 'patch-id',
  product: 'product-id',
} as const satisfies { [C in Container]: RoleIn<C> };

/** What an attribute is. */
export const ATTRIBUTE_ROLES = ['code-list', 'hash-algorithm', 'language'] as const;
export type AttributeRole = (typeof ATTRIBUTE_ROLES)[number];

/** Patch lifecycle states; the words that stand in a file are the profile's. */
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
