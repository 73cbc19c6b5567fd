/** A publication as plain data by roles, to be written in any vocabulary: what importing makes, and examples of rules. */
import type { AttributeRole, Container, FactRoleIn, RoleIn } from './roles';

/** A value with attributes; a plain string has none. */
export interface DraftValue {
  readonly value: string;
  readonly attributes: Readonly<Partial<Record<AttributeRole, string>>>;
}

/** A value, or several in the order in which they are written. */
export type DraftFact = string | DraftValue | readonly (string | DraftValue)[];

/** What the children of a container say. Roles that the vocabulary does not have are left out when it is written. */
export type Draft<C extends Container> = Readonly<Partial<Record<FactRoleIn<C>, DraftFact>>> & {
  readonly [R in RoleIn<C> & Container]?: readonly Draft<R>[];
};
