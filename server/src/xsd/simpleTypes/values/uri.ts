/**
 * xs:anyURI (Datatypes 3.2.17): what becomes a URI reference (RFC 2396, RFC 2732) once XLink 5.4 has escaped all that URIs
 * do not take. So blanks and letters of any script are right, and little is wrong.
 */

/** Percent signs begin an escape, and `#` stands once. */
const ESCAPES = /^(?:[^%#]|%[0-9A-Fa-f]{2})*(?:#(?:[^%#]|%[0-9A-Fa-f]{2})*)?$/;
/** What stands before the first colon, if no `/`, `?` or `#` comes earlier, is a scheme. */
const SCHEME_PART = /^([^:/?#]*):(.*)$/s;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/** Whether a text, blanks collapsed, is a URI reference after escaping. */
export function isAnyUri(text: string): boolean {
  if (!ESCAPES.test(text)) return false;
  const [, scheme, rest] = SCHEME_PART.exec(text) ?? [];
  return scheme === undefined || (SCHEME.test(scheme) && rest !== '');
}
