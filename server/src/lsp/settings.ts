import { URI, Utils } from 'vscode-uri';
import { FORMAT_DEFAULTS } from '../service/format/options';
import type { FormatSettings, MatrixSettings, Settings } from './protocol';

const { attributes, lineWidth, maxBlankLines } = FORMAT_DEFAULTS;
const FORMAT_SETTINGS: FormatSettings = { attributes, lineWidth, maxBlankLines };

/** What holds where the client knows no settings. */
export const NO_SETTINGS: Settings = {
  schema: { path: '' },
  profile: { path: '' },
  format: FORMAT_SETTINGS,
  inlayHints: { enabled: true },
  matrix: { myProducts: [], myProductsFile: '' },
};

/** Settings as a client sent them: whatever is missing or of another type is as if it were not set. */
export function readSettings(value: unknown): Settings {
  return {
    schema: { path: pathIn(value, 'schema') },
    profile: { path: pathIn(value, 'profile') },
    format: formatIn(property(value, 'format')),
    inlayHints: { enabled: property(property(value, 'inlayHints'), 'enabled') !== false },
    matrix: matrixIn(property(value, 'matrix')),
  };
}

function formatIn(value: unknown): FormatSettings {
  const attributes = property(value, 'attributes');
  return {
    attributes: attributes === 'wrap' || attributes === 'onePerLine' ? attributes : FORMAT_DEFAULTS.attributes,
    lineWidth: countIn(value, 'lineWidth'),
    maxBlankLines: countIn(value, 'maxBlankLines'),
  };
}

function countIn(value: unknown, name: 'lineWidth' | 'maxBlankLines'): number {
  const count = property(value, name);
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : FORMAT_DEFAULTS[name];
}

function matrixIn(value: unknown): MatrixSettings {
  const products = property(value, 'myProducts');
  return {
    myProducts: Array.isArray(products) ? products.filter((product) => typeof product === 'string') : [],
    myProductsFile: textIn(value, 'myProductsFile'),
  };
}

function pathIn(value: unknown, section: string): string {
  return textIn(property(value, section), 'path');
}

function textIn(value: unknown, name: string): string {
  const text = property(value, name);
  return typeof text === 'string' ? text.trim() : '';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/**
 * The file that a path in the settings means.
 * @param path absolute, or relative to the folder; `/` and, on Windows, `\` separate
 * @param folder uri of the workspace folder; `null` where there is none
 * @returns its uri; `null` for an empty path and for a relative one without a folder
 */
export function fileOfSetting(path: string, folder: string | null): string | null {
  if (path === '') return null;
  if (/^([A-Za-z]:[\\/]|\\\\)/.test(path)) return URI.file(path.replaceAll('\\', '/')).toString();
  if (path.startsWith('/')) {
    const base = folder === null ? URI.file('/') : URI.parse(folder);
    return base.with({ path }).toString();
  }
  return folder === null ? null : Utils.joinPath(URI.parse(folder), path.replaceAll('\\', '/')).toString();
}
