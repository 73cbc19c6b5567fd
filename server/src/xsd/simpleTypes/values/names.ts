/** Names and name tokens (Datatypes 3.2.18, 3.3.4 to 3.3.8), language tags (3.3.3) and URI references (3.2.17). */
import { scanName, scanNmtoken } from '../../../xml/characters';
import type { PrefixScope } from '../types';

const LANGUAGE = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/;

/** Production [5] of XML 1.0. */
export function isName(text: string): boolean {
  return text !== '' && scanName(text, 0) === text.length;
}

/** Production [7] of XML 1.0. */
export function isNmtoken(text: string): boolean {
  return text !== '' && scanNmtoken(text, 0) === text.length;
}

/** A Name without colon (Namespaces in XML 1.0, production [4]). */
export function isNcName(text: string): boolean {
  return !text.includes(':') && isName(text);
}

/** An NCName, or two with a colon between (Namespaces in XML 1.0, production [7]). */
export function isQName(text: string): boolean {
  const colon = text.indexOf(':');
  return colon < 0 ? isName(text) : isNcName(text.slice(0, colon)) && isNcName(text.slice(colon + 1));
}

/** RFC 3066: letters, then subtags of letters and digits, at most eight each. */
export function isLanguage(text: string): boolean {
  return LANGUAGE.test(text);
}

/** A name in a namespace, `''` for none. */
export interface ExpandedName {
  readonly namespace: string;
  readonly local: string;
}

/** The expanded name of a QName; `null` if its prefix is not declared. A name without prefix is in the default namespace. */
export function expandQName(text: string, scope: PrefixScope): ExpandedName | null {
  const colon = text.indexOf(':');
  const namespace = scope.lookup(text.slice(0, Math.max(colon, 0)));
  if (namespace === undefined && colon >= 0) return null;
  return { namespace: namespace ?? '', local: text.slice(colon + 1) };
}

/** Equal for equal names, whatever their prefixes. */
export function expandedNameKey({ namespace, local }: ExpandedName): string {
  return `{${namespace}}${local}`;
}

/** A percent sign begins an escape, and there is at most one `#`. */
const ESCAPES = /^(?:[^%#]|%[0-9A-Fa-f]{2})*(?:#(?:[^%#]|%[0-9A-Fa-f]{2})*)?$/;
/** The text before the first colon, without `/`, `?` or `#` before it, is a scheme. */
const SCHEME_PART = /^([^:/?#]*):(.*)$/s;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/**
 * xs:anyURI (Datatypes 3.2.17): whether a text, whitespace collapsed, is a URI reference (RFC 2396, RFC 2732) after XLink 5.4
 * has escaped the characters that URIs do not allow. So spaces and letters of any script are valid.
 */
export function isAnyUri(text: string): boolean {
  if (!ESCAPES.test(text)) return false;
  const [, scheme, rest] = SCHEME_PART.exec(text) ?? [];
  return scheme === undefined || (SCHEME.test(scheme) && rest !== '');
}
