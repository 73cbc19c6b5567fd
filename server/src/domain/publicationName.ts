/** The name that the filename convention gives to a publication. */
import { expectedName, parsePattern, type ValueOf } from './fileName';
import type { Entry } from './model';

/** The values of the tokens of a filename pattern in a publication. */
export function tokenValues(publication: Entry<'publication'>): ValueOf {
  return (role) =>
    role === 'vendor-id' ? publication.entries('patch-vendor')[0]?.entry.value(role) : publication.value(role);
}

/** The file name of a publication; `null` where the publication lacks a value that the name needs. */
export function publicationFileName(publication: Entry<'publication'>): string | null {
  const pattern = parsePattern(publication.vocabulary.profile.fileName.pattern);
  return pattern === null ? null : expectedName(pattern, tokenValues(publication));
}
