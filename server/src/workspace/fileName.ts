/** The name of a file by its URI. */

/** The last segment of a URI, decoded. */
export function fileNameOf(uri: string): string {
  const segment = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    // Some clients do not encode percent signs.
    return segment;
  }
}
