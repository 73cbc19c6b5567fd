/** xs:hexBinary and xs:base64Binary (Datatypes 3.2.15, 3.2.16). */

const HEX = /^(?:[0-9A-Fa-f]{2})*$/;

/** Whether a text is hexBinary: pairs of hexadecimal digits. */
export function isHexBinary(text: string): boolean {
  return HEX.test(text);
}

/** The number of octets of a hexBinary. */
export function hexLength(text: string): number {
  return text.length / 2;
}

/** Equal for equal octets. */
export function hexKey(text: string): string {
  return text.toUpperCase();
}

const B64 = '[A-Za-z0-9+/] ?';
/** The last digit before `=` has two unused bits, the one before `==` four: they must be zero. */
const BASE64 = new RegExp(
  `^(?:(?:${B64}){4})*(?:(?:${B64}){3}[A-Za-z0-9+/]|(?:${B64}){2}[AEIMQUYcgkosw048] ?=|${B64}[AQgw] ?= ?=)?$`,
);

/** Whether a text, whitespace collapsed, is base64Binary (the grammar of 3.2.16): single spaces are allowed anywhere in it. */
export function isBase64Binary(text: string): boolean {
  return BASE64.test(text);
}

/** The number of octets of a base64Binary. */
export function base64Length(text: string): number {
  const digits = text.replace(/[ =]/g, '').length;
  return Math.floor((digits * 3) / 4);
}

/** Equal for equal octets: unused bits are zero, so that only spaces can differ. */
export function base64Key(text: string): string {
  return text.replaceAll(' ', '');
}
