/** The languages that a user has assigned to files: the setting `files.associations` of VS Code. */
import { fitsGlob, globOf } from '../domain/pattern/glob';
import { parsedUri } from './uris';

/** Each document is compared with all of them, which can be those of a hostile workspace. */
const MAX_ASSOCIATIONS = 200;

/** Language ids by glob. */
export type Associations = Readonly<Record<string, string>>;

/** The setting, asked for beside this server's own; other clients have none. */
export const ASSOCIATIONS_SETTING = 'files.associations';

/** Reads the setting that a client sent. Values of another type are left out, and those after the first {@link MAX_ASSOCIATIONS}. */
export function readAssociations(value: unknown): Associations {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .slice(0, MAX_ASSOCIATIONS),
  );
}

/**
 * The language that the user has assigned to a file; `null` where none is. As in VS Code: a glob with `/` is compared with the
 * path, another one with the name, case is ignored, and the longest glob takes precedence.
 */
export function associatedLanguage(uri: string, associations: Associations): string | null {
  const { path } = parsedUri(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const matching = Object.entries(associations).filter(([glob]) => {
    const read = globOf(glob, { dot: true, negation: false });
    return read !== null && fitsGlob(glob.startsWith('/') ? path : glob.includes('/') ? path.slice(1) : name, read);
  });
  const [longest] = matching.sort(([a], [b]) => b.length - a.length);
  return longest?.[1] ?? null;
}
