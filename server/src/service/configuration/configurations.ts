/** Which configuration holds for which file: found upwards from it, read once. Both doors ask here. */
import picomatch from 'picomatch/posix';
import type { Vocabulary } from '../../vpc/vocabulary';
import { resolveUri, type ReadFile } from '../schemaFiles';
import type { FormatChoices } from '../format/options';
import { Checks, type Layer } from './checks';
import { CONFIG_FILE, readConfig, type ConfigFile, type ReadConfig } from './file';

/** A configuration file. */
export interface FoundConfig extends ReadConfig {
  readonly uri: string;
  readonly text: string;
}

/** What a file's configuration comes to. */
export interface Configured {
  readonly checks: Checks;
  /** Uris of what the configuration names; `null` where it names none. */
  readonly schemaUri: string | null;
  readonly profileUri: string | null;
  readonly baselineUri: string | null;
  /** How the file is laid out, as far as the configuration says it. */
  readonly format: Partial<FormatChoices>;
  /** The file behind it; `null` where there is none. */
  readonly found: FoundConfig | null;
}

export const UNCONFIGURED: Configured = {
  checks: Checks.DEFAULT,
  schemaUri: null,
  profileUri: null,
  baselineUri: null,
  format: {},
  found: null,
};

/** The root of a file system or of a server. */
const ROOT = /^[^:/]+:\/\/[^/]*\/$/;

/** Everything that is known of configuration files. */
export class Configurations {
  readonly #files = new Map<string, Promise<FoundConfig | null>>();
  readonly #byFolder = new Map<string, Promise<FoundConfig | null>>();
  readonly #configured = new WeakMap<FoundConfig, Map<string, Configured>>();

  /**
   * @param read the text of a file; `null`: there is none
   * @param isTop whether no configuration is looked for above a folder (its uri ends with `/`)
   */
  constructor(
    private readonly read: ReadFile,
    private readonly isTop: (folder: string) => boolean | Promise<boolean>,
  ) {}

  /** Files have changed. */
  clear(): void {
    this.#files.clear();
    this.#byFolder.clear();
  }

  /** What holds for a file. @param over what is said with more weight than the file says it */
  async for(uri: string, over: Layer | null = null, configUri: string | null = null): Promise<Configured> {
    const found = await (configUri === null ? this.#above(folderOf(uri)) : this.#file(configUri));
    if (found === null) return over === null ? UNCONFIGURED : { ...UNCONFIGURED, checks: new Checks([over]) };
    let known = this.#configured.get(found);
    if (known === undefined) this.#configured.set(found, (known = new Map<string, Configured>()));
    const layers = layersFor(found, uri);
    const key = JSON.stringify([layers, over]);
    let configured = known.get(key);
    if (configured === undefined) known.set(key, (configured = configuredBy(found, layers, over)));
    return configured;
  }

  #above(folder: string): Promise<FoundConfig | null> {
    let found = this.#byFolder.get(folder);
    if (found === undefined) this.#byFolder.set(folder, (found = this.#search(folder)));
    return found;
  }

  async #search(folder: string): Promise<FoundConfig | null> {
    // Of a document without a file nothing is above.
    if (!folder.includes(':')) return null;
    const here = await this.#file(folder + CONFIG_FILE);
    if (here !== null || ROOT.test(folder) || (await this.isTop(folder))) return here;
    return this.#above(folderOf(folder.slice(0, -1)));
  }

  #file(uri: string): Promise<FoundConfig | null> {
    let found = this.#files.get(uri);
    if (found === undefined) this.#files.set(uri, (found = this.#load(uri)));
    return found;
  }

  async #load(uri: string): Promise<FoundConfig | null> {
    const text = await this.read(uri);
    return text === null ? null : { uri, text, ...readConfig(text) };
  }
}

function configuredBy(found: FoundConfig, layers: readonly Layer[], over: Layer | null): Configured {
  const named = (path: string | undefined): string | null =>
    path === undefined ? null : resolveUri(locationOf(path), found.uri);
  return {
    checks: new Checks(over === null ? layers : [...layers, over]),
    schemaUri: named(found.config?.schema),
    profileUri: named(found.config?.profile),
    baselineUri: named(found.config?.baseline),
    format: Object.assign({}, ...layers.map(({ format }) => format)) as Partial<FormatChoices>,
    found,
  };
}

/** A path as a location; `\\` separates too. */
function locationOf(path: string): string {
  const location = encodeURI(path.replaceAll('\\', '/')).replace(/[#?]/g, encodeURIComponent);
  return /^[a-z]:/i.test(location) ? `file:///${location}` : location;
}

/** The sections that hold for a file, the general one first. */
function layersFor({ uri, config }: FoundConfig, file: string): Layer[] {
  if (config === null) return [];
  const { overrides = [], ...general } = config;
  const path = pathBelow(folderOf(uri), file);
  const layers: Layer[] = [{ ...sectionOf(general), origin: CONFIG_FILE }];
  overrides.forEach((override, index) => {
    if (path === null || !override.files.some((glob) => matches(path, glob))) return;
    layers.push({ ...sectionOf(override), origin: `${CONFIG_FILE} overrides[${index}]` });
  });
  return layers;
}

function sectionOf({ preset, rules, options, fileNamePattern, format, states }: ConfigFile): Omit<Layer, 'origin'> {
  return {
    ...(preset && { preset }),
    ...(rules && { rules }),
    ...(options && { options }),
    ...(fileNamePattern !== undefined && { fileNamePattern }),
    ...(format && { format }),
    ...(states && { states }),
  };
}

function matches(path: string, glob: string): boolean {
  return picomatch(glob.replace(/^\.\//, ''), { dot: true, nocase: true, basename: !glob.includes('/') })(path);
}

/** The path of a file below a folder, decoded; `null` where it is not there. */
function pathBelow(folder: string, uri: string): string | null {
  if (!uri.startsWith(folder)) return null;
  try {
    return decodeURIComponent(uri.slice(folder.length));
  } catch {
    return uri.slice(folder.length);
  }
}

/** The folder of a uri, with the `/` at its end. */
function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

const changed = new WeakMap<Vocabulary, Map<string, Vocabulary>>();

/** A vocabulary as a configuration changes it: the same object for the same change, so that what is remembered stays. */
export function vocabularyUnder(vocabulary: Vocabulary, { fileNamePattern, states }: Checks): Vocabulary {
  if (fileNamePattern === null && states === null) return vocabulary;
  const key = JSON.stringify([fileNamePattern?.value, states?.value]);
  let known = changed.get(vocabulary);
  if (known === undefined) changed.set(vocabulary, (known = new Map<string, Vocabulary>()));
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = vocabulary.with(fileNamePattern?.value, states?.value)));
  return result;
}
