/** Names of a test vocabulary by role. */
import type { Container, RoleIn } from '../../server/src/domain/roles';
import type { TestVocabulary } from './vocabularies';

/** The local name of a container's child. */
export function nameOfRole<C extends Container>({ profile }: TestVocabulary, within: C, role: RoleIn<C>): string {
  const children: Readonly<Partial<Record<string, string>>> = profile.containers[within].children;
  return children[role]!;
}
