/** Uris as clients send them: any text can come as one, and no request about another document can fail for that. */
import { URI, Utils } from 'vscode-uri';
import { wholeCharacters } from '../xml/escape';

/**
 * In UTF-16 units. A file with a longer one is not looked for: to follow links, each folder above it is looked at, and a
 * configuration is looked for in each of them.
 */
export const MAX_URI_LENGTH = 4_096;

/** A uri in its parts. A text that is no uri is the path of a scheme that nothing is read from. */
export function parsedUri(uri: string): URI {
  try {
    return URI.parse(uri);
  } catch {
    return URI.from({ scheme: 'invalid', path: `/${uri.replace(/^\/+/, '')}` });
  }
}

/** Whether a text is a uri. */
export function isUri(uri: unknown): uri is string {
  try {
    return typeof uri === 'string' && URI.parse(uri).toString() !== '';
  } catch {
    return false;
  }
}

/** The normal form of a uri, for comparison: clients write drive letters and escapes in several ways. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    // No uri, or one with half a character, which has no escape.
    return uri;
  }
}

/** A name as a segment of a uri; half a character, which has no escape, becomes U+FFFD. */
export function escaped(name: string): string {
  return encodeURIComponent(wholeCharacters(name));
}

/** The uri of another file in the folder of a file; `null` where a file is in no folder, as `untitled:a`. */
export function siblingUri(uri: string, name: string): string | null {
  try {
    const parsed = URI.parse(uri);
    return parsed.path.startsWith('/') ? Utils.joinPath(parsed, '..', name).toString() : null;
  } catch {
    return null;
  }
}
