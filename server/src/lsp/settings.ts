import { URI, Utils } from 'vscode-uri';
import { FORMAT_DEFAULTS } from '../workspace/configuration/formatOptions';
import type { FormatSettings, InitializationOptions, MatrixSettings, Settings } from './protocol';
import { wholeCharacters } from '../xml/escape';

const { attributes, lineWidth, maxBlankLines } = FORMAT_DEFAULTS;
const FORMAT_SETTINGS: FormatSettings = { attributes, lineWidth, maxBlankLines };

/** The settings for a client that has none. */
export const NO_SETTINGS: Settings = {
  schema: { path: '', catalogs: [] },
  profile: { path: '' },
  format: FORMAT_SETTINGS,
  inlayHints: { enabled: true },
  codeLens: { enabled: true },
  matrix: { myProducts: [], myProductsFile: '' },
  recognition: { enabled: true },
};

/** Reads the `initializationOptions` of a client. A value that is missing, `null` or of another type gets its default. */
export function readOptions(value: unknown): InitializationOptions {
  const text = (name: string): string | undefined => textIn(value, name) || undefined;
  const [l10n, settings] = [property(value, 'l10n'), property(value, 'settings')];
  const [locale, matrixCommand, bundledSchemaUri] = [text('locale'), text('matrixCommand'), text('bundledSchemaUri')];
  return {
    ...(locale !== undefined && { locale }),
    ...(typeof l10n === 'object' && l10n !== null && { l10n: l10n as Readonly<Record<string, string>> }),
    workspaceDiagnostics: property(value, 'workspaceDiagnostics') !== false,
    ...(matrixCommand !== undefined && { matrixCommand }),
    ...(bundledSchemaUri !== undefined && { bundledSchemaUri }),
    ownCommands: property(value, 'ownCommands') === true,
    trusted: property(value, 'trusted') !== false,
    ...(settings !== undefined && { settings }),
  };
}

/** Reads the settings that a client sent. A value that is missing or of another type gets its default. */
export function readSettings(value: unknown): Settings {
  return {
    schema: { path: pathIn(value, 'schema'), catalogs: textsIn(property(value, 'schema'), 'catalogs') },
    profile: { path: pathIn(value, 'profile') },
    format: formatIn(property(value, 'format')),
    inlayHints: { enabled: property(property(value, 'inlayHints'), 'enabled') !== false },
    codeLens: { enabled: property(property(value, 'codeLens'), 'enabled') !== false },
    matrix: matrixIn(property(value, 'matrix')),
    recognition: { enabled: property(property(value, 'recognition'), 'enabled') !== false },
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
  return {
    myProducts: textsIn(value, 'myProducts'),
    myProductsFile: textIn(value, 'myProductsFile'),
  };
}

function textsIn(value: unknown, name: string): string[] {
  const texts = property(value, name);
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}

function pathIn(value: unknown, section: string): string {
  return textIn(property(value, section), 'path');
}

function textIn(value: unknown, name: string): string {
  const text = property(value, name);
  return typeof text === 'string' ? text.trim() : '';
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const properties = value as Record<string, unknown>;
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/**
 * Resolves the path of a file in the settings.
 * @param setting absolute, or relative to the folder; the separator is `/` or, on Windows, `\`
 * @param folder uri of the workspace folder; `null` where there is none
 * @returns its uri; `null` for an empty path and for a relative one without a folder
 */
export function fileOfSetting(setting: string, folder: string | null): string | null {
  const path = wholeCharacters(setting);
  if (path === '') return null;
  if (/^([A-Za-z]:[\\/]|\\\\)/.test(path)) return URI.file(path.replaceAll('\\', '/')).toString();
  if (path.startsWith('/')) {
    const base = folder === null ? URI.file('/') : URI.parse(folder);
    return base.with({ path }).toString();
  }
  return folder === null ? null : Utils.joinPath(URI.parse(folder), path.replaceAll('\\', '/')).toString();
}
