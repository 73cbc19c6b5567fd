import type { Draft } from './draft';
import { expectedName, parsePattern } from './filename';
import type { Vocabulary } from './vocabulary';

/**
 * The name that a drafted publication should have.
 * @returns `null` where the filename convention asks for what the draft does not say
 */
export function draftFileName(publication: Draft<'publication'>, { profile }: Vocabulary): string | null {
  const pattern = parsePattern(profile.fileName.pattern);
  if (pattern === null) return null;
  return expectedName(pattern, (role) => {
    const said = role === 'vendor-id' ? publication['patch-vendor']?.[0]?.[role] : publication[role];
    return typeof said === 'string' ? said : undefined;
  });
}
