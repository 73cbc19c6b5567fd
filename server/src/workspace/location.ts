/**
 * Addresses in files: schema hints, includes, imports, configuration. A file from outside writes them, so that an address is refused
 * that a program would read other than it looks, or that reaches out of the file system of the document.
 */

const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .:]|$)/i;

/** Whether a name is that of a device: Windows opens devices by these names in any folder, whatever the extension. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

const DRIVE = /^\/[a-z]:/i;

/** Longer addresses are no file's: systems have limits of 4,096 bytes and fewer. */
const MAX_LENGTH = 8_192;

/**
 * A location as an absolute URI without fragment.
 * @param location a URI reference as written
 * @param base the URI of the file that it is written in
 * @returns `null` where it cannot be resolved, or must not be: see {@link isFileAddress}
 */
export function resolveUri(location: string, base: string): string | null {
  if (location === '' || location.length > MAX_LENGTH || !URL.canParse(location, base)) return null;
  const url = new URL(location, base);
  url.hash = '';
  return url.protocol !== 'file:' || isFileAddress(url) ? url.href : null;
}

/**
 * Whether a `file:` URI names a file of this machine by its path: no other host (a UNC path), no query, no character that is
 * encoded to look like part of a name and is a separator or the end of a path, no device.
 */
function isFileAddress(url: URL): boolean {
  if (url.search !== '' || namesOther(url)) return false;
  const path = decoded(url.pathname);
  return path !== null && !/%(?:2f|5c)/i.test(url.pathname) && !/[\0-\x1f\x7f]/.test(path);
}

/** Whether a `file:` URI leads to another computer or to a device. */
function namesOther({ host, pathname }: URL): boolean {
  // An empty segment at the start is a host for Windows.
  if (host !== '' || pathname.startsWith('//')) return true;
  const path = decoded(pathname) ?? pathname;
  if (/^\/(?:dev|proc|sys)\//.test(path)) return true;
  return (
    DRIVE.test(path) &&
    path
      .slice(3)
      .split(/[/\\]/)
      .some((name) => isDeviceName(name) || name.includes(':'))
  );
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null; // a percent sign without two digits, or bytes that are not UTF-8
  }
}

/**
 * Whether a location can name a file at all, whatever file it is written in: `false` for one that is refused everywhere. A location
 * of another scheme can.
 */
export function canBeLocation(location: string): boolean {
  return resolveUri(location, ANY_FILES[0]) !== null;
}

/** Whether a location leads to another computer or to a device, whatever file it is written in. */
export function isElsewhere(location: string): boolean {
  if (location.length > MAX_LENGTH) return false;
  return ANY_FILES.some((base) => URL.canParse(location, base) && namesOther(new URL(location, base)));
}

/** Windows has other devices than other systems. */
const ANY_FILES = ['file:///folder/file', 'file:///c:/folder/file'] as const;
