/** Finds the configuration of a file: in its folder or the nearest one above. For the editor and the command line. */
import { fitsGlob, globOf } from '../../domain/pattern/glob';
import type { Vocabulary } from '../../domain/vocabulary';
import type { FormatChoices } from './formatOptions';
import { Checks, type Layer } from './checks';
import {
  CONFIG_FILE,
  CONFIG_GLOBS,
  readConfig,
  type ConfigFile,
  type ReadConfig,
  rangesIn,
  type ConfigProblem,
} from './file';
import { jsonText } from '../jsonText';
import { noAddress, type FileAccess } from '../fileAccess';
import { resolveUri } from '../location';
import { nearest } from '../../xml/nearest';
import { wholeCharacters } from '../../xml/escape';

/** A configuration file. */
export interface FoundConfig extends ReadConfig {
  readonly uri: string;
  readonly text: string;
}

/** The configuration in effect for a file. */
export interface EffectiveConfig {
  readonly checks: Checks;
  /** The URIs of the files that the configuration names; `null` where it names none. */
  readonly schemaUri: string | null;
  readonly profileUri: string | null;
  readonly baselineUri: string | null;
  readonly productsUri: string | null;
  /** The formatting options that the configuration sets. */
  readonly format: Partial<FormatChoices>;
  /** Whether the file is the asset owner's own: it matches the globs of `owner`. */
  readonly isOwner: boolean;
  /** The configuration file; `null` where there is none. */
  readonly found: FoundConfig | null;
}

export const DEFAULT_CONFIG: EffectiveConfig = {
  checks: Checks.DEFAULT,
  schemaUri: null,
  profileUri: null,
  baselineUri: null,
  productsUri: null,
  format: {},
  isOwner: false,
  found: null,
};

/** The root of a file system or of a server. */
const ROOT = /^[^:/]+:\/\/[^/]*\/$/;

/** The configuration files that have been read. */
export class Configurations {
  readonly #files = new Map<string, Promise<FoundConfig | null>>();
  readonly #byFolder = new Map<string, Promise<FoundConfig | null>>();
  readonly #effective = new WeakMap<FoundConfig, Map<string, EffectiveConfig>>();

  /**
   * @param access reads files, and decides which
   * @param isTop whether the search ends at a folder (its URI ends with `/`)
   * @param folders the folders of the workspace: a configuration can name files there and in its own folder
   */
  constructor(
    private readonly access: FileAccess,
    private readonly isTop: (folder: string) => boolean | Promise<boolean>,
    private readonly folders: () => readonly string[] = () => [],
  ) {}

  /** To be called when files have changed: they are read again. */
  clear(): void {
    this.#files.clear();
    this.#byFolder.clear();
  }

  /**
   * The configuration in effect for a file.
   * @param override takes precedence over the configuration file
   * @param configUri the configuration file to use; `null`: the nearest one
   */
  async for(uri: string, override: Layer | null = null, configUri: string | null = null): Promise<EffectiveConfig> {
    const found = await (configUri === null ? this.#above(folderOf(uri)) : this.#file(configUri, null));
    if (found === null)
      return override === null ? DEFAULT_CONFIG : { ...DEFAULT_CONFIG, checks: new Checks([override]) };
    let known = this.#effective.get(found);
    if (known === undefined) this.#effective.set(found, (known = new Map<string, EffectiveConfig>()));
    const overrides = overridesFor(found, uri);
    const isOwner = matchesAny(found, uri, found.config?.owner ?? []);
    // Not of the layers themselves: a configuration can be large, and this is asked for each file.
    const key = JSON.stringify([overrides, override, isOwner]);
    let config = known.get(key);
    if (config === undefined) {
      known.set(key, (config = effectiveConfig(found, layersOf(found, overrides), override, isOwner)));
    }
    return config;
  }

  #above(folder: string): Promise<FoundConfig | null> {
    let found = this.#byFolder.get(folder);
    if (found === undefined) this.#byFolder.set(folder, (found = this.#search(folder)));
    return found;
  }

  async #search(folder: string): Promise<FoundConfig | null> {
    // A document without a file is in no folder.
    if (!folder.includes(':')) return null;
    const own = await this.#file(folder + CONFIG_FILE, this.within(folder));
    if (own !== null || ROOT.test(folder) || (await this.isTop(folder))) return own;
    return this.#above(folderOf(folder.slice(0, -1)));
  }

  /** The folders in which a configuration can name files: those of the workspace and its own. @param uri of it or of its folder */
  within(uri: string): readonly string[] {
    return [folderOf(uri).slice(0, -1), ...this.folders()];
  }

  #file(uri: string, within: readonly string[] | null): Promise<FoundConfig | null> {
    let found = this.#files.get(uri);
    if (found === undefined) this.#files.set(uri, (found = this.#load(uri, within)));
    return found;
  }

  async #load(uri: string, within: readonly string[] | null): Promise<FoundConfig | null> {
    const refused = await this.access.refusal(uri, within);
    if (refused !== null) {
      return { uri, text: '', config: null, problems: [{ pointer: '', ...refused, start: 0, end: 0 }] };
    }
    const file = await this.access.read(uri, within);
    if (file === null) return null;
    const json = jsonText(file);
    if (json.text === null) return { uri, text: json.guess, config: null, problems: [json.problem] };
    return this.#withPathProblems({ uri, text: json.text, ...readConfig(json.text) });
  }

  /** A configuration whose files are where they must be; without values and with problems where one is elsewhere. */
  async #withPathProblems(found: FoundConfig): Promise<FoundConfig> {
    const { config, uri, text } = found;
    if (config === null) return found;
    const problems: ConfigProblem[] = [];
    for (const property of ['schema', 'profile', 'baseline', 'products'] as const) {
      const path = config[property];
      if (path === undefined) continue;
      const file = resolveUri(locationOf(path), uri);
      const refused = file === null ? noAddress(path) : await this.access.refusal(file, this.within(uri));
      const pointer = `/${property}`;
      if (refused !== null) problems.push({ pointer, ...refused, ...rangesIn(text)(pointer) });
    }
    return problems.length === 0 ? found : { ...found, config: null, problems };
  }
}

function effectiveConfig(
  found: FoundConfig,
  layers: readonly Layer[],
  override: Layer | null,
  isOwner: boolean,
): EffectiveConfig {
  const resolved = (path: string | undefined): string | null =>
    path === undefined ? null : resolveUri(locationOf(path), found.uri);
  return {
    checks: new Checks(override === null ? layers : [...layers, override]),
    schemaUri: resolved(found.config?.schema),
    profileUri: resolved(found.config?.profile),
    baselineUri: resolved(found.config?.baseline),
    productsUri: resolved(found.config?.products),
    format: Object.assign({}, ...layers.map(({ format }) => format)) as Partial<FormatChoices>,
    isOwner,
    found,
  };
}

/**
 * What a configuration can set in a workspace that the user does not trust: the severities of problems in all files. It names no
 * files, and has no patterns to be compared with.
 */
export function severitiesOf({ found }: EffectiveConfig): EffectiveConfig {
  const rules = found?.config?.rules;
  if (found === null || rules === undefined) return { ...DEFAULT_CONFIG, found };
  let known = severities.get(found);
  if (known === undefined) {
    known = { ...DEFAULT_CONFIG, checks: new Checks([{ rules, origin: CONFIG_FILE }]), found };
    severities.set(found, known);
  }
  return known;
}

/** The same object each time, since results are memoised with its checks. */
const severities = new WeakMap<FoundConfig, EffectiveConfig>();

/** A path as a URI reference; backslashes are separators, too. */
function locationOf(path: string): string {
  const location = encodeURI(wholeCharacters(path).replaceAll('\\', '/')).replace(/[#?]/g, encodeURIComponent);
  return /^[a-z]:/i.test(location) ? `file:///${location}` : location;
}

/** The indexes of the overrides of a configuration file that apply to a file. */
function overridesFor(found: FoundConfig, file: string): number[] {
  return (found.config?.overrides ?? []).flatMap(({ files }, index) => (matchesAny(found, file, files) ? [index] : []));
}

/** The sections of a configuration file that apply, the general one first. @param indexes of its overrides */
function layersOf({ config }: FoundConfig, indexes: readonly number[]): Layer[] {
  if (config === null) return [];
  const { overrides = [], ...general } = config;
  const { aliases } = general;
  const layers = indexes.map((index) => ({
    ...sectionOf(overrides[index]!),
    origin: `${CONFIG_FILE} overrides[${index}]`,
  }));
  return [{ ...sectionOf(general), ...(aliases && { aliases }), origin: CONFIG_FILE }, ...layers];
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

/** Whether a file matches one of the globs of a configuration. */
function matchesAny({ uri }: FoundConfig, file: string, globs: readonly string[]): boolean {
  const path = pathBelow(folderOf(uri), file);
  return path !== null && globs.some((glob) => matches(path, glob));
}

function matches(path: string, glob: string): boolean {
  // A configuration with a glob that cannot be read is refused before.
  const read = globOf(glob.replace(/^\.\//, ''), CONFIG_GLOBS);
  return read !== null && fitsGlob(glob.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1), read);
}

/** The path of a file below a folder, decoded; `null` where the file is elsewhere. */
function pathBelow(folder: string, uri: string): string | null {
  if (!uri.startsWith(folder)) return null;
  try {
    return decodeURIComponent(uri.slice(folder.length));
  } catch {
    return uri.slice(folder.length);
  }
}

/** The folder of a URI, with a final `/`. */
function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

const configured = new WeakMap<Vocabulary, Map<string, Vocabulary>>();
/** All files of a configuration have the same checks. */
const lastConfigured = new WeakMap<Checks, { readonly vocabulary: Vocabulary; readonly result: Vocabulary }>();

/** A vocabulary with the changes of a configuration: the same object for equal changes, since results are memoised with it. */
export function configuredVocabulary(vocabulary: Vocabulary, checks: Checks): Vocabulary {
  const { fileNamePattern, states, aliases } = checks;
  if (fileNamePattern === null && states === null && aliases === null) return vocabulary;
  const last = lastConfigured.get(checks);
  if (last?.vocabulary === vocabulary) return last.result;
  const changes = { fileNamePattern: fileNamePattern?.value, states: states?.value, aliases: aliases?.value };
  const key = JSON.stringify(changes);
  let known = configured.get(vocabulary);
  if (known === undefined) configured.set(vocabulary, (known = new Map<string, Vocabulary>()));
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = vocabulary.with(changes)));
  lastConfigured.set(checks, { vocabulary, result });
  return result;
}

/**
 * Checks the states that a configuration allows against the profile, which {@link readConfig} does not know.
 * @returns the configuration; without values and with problems where the profile lacks a state
 */
export function withStateProblems(found: FoundConfig, { profile }: Vocabulary): FoundConfig {
  const { config, text: json } = found;
  if (config === null) return found;
  const sections = [
    { pointer: '', states: config.states },
    ...(config.overrides ?? []).map(({ states }, index) => ({ pointer: `/overrides/${index}`, states })),
  ];
  const known = profile.states.map(({ value }) => value);
  const unknown = sections.flatMap(({ pointer, states = [] }) =>
    states.flatMap((state, index) => (known.includes(state) ? [] : [{ pointer: `${pointer}/states/${index}`, state }])),
  );
  if (unknown.length === 0) return found;
  const rangeOf = rangesIn(json);
  const problems = unknown.map(({ pointer, state }): ConfigProblem => {
    const [similar] = nearest(state, known);
    const list = known.join(', ');
    const text =
      similar === undefined
        ? { message: 'Unknown state "{0}". The profile has {1}.', args: [state, list] }
        : {
            message: 'Unknown state "{0}". Did you mean {1}? The profile has {2}.',
            args: [state, similar, list],
          };
    return { pointer, ...text, ...rangeOf(pointer) };
  });
  return { ...found, config: null, problems };
}
