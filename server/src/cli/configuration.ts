/** The configuration of a run: the files that hold, and what the options say with more weight. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Checks, type Layer } from '../service/configuration/checks';
import {
  Configurations,
  UNCONFIGURED,
  type Configured,
  type FoundConfig,
} from '../service/configuration/configurations';
import { english } from '../service/localize';
import type { ReadFile } from '../service/schemaFiles';
import { DOCUMENT_CODES, isKnownCode } from '../service/suppression/codes';
import { nearest } from '../vpc/rules/nearest';
import type { Preset } from '../vpc/rules/rule';
import { parse } from '../xml/parser';
import { displayPath } from './files';
import { usageError, type Io } from './io';

/** The options about the configuration. */
export interface ConfigOptions {
  /** A file instead of those that are found; `false`: none. */
  readonly config?: string | false;
  readonly preset?: Preset;
  /** Codes, or rooms with `/*`. */
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
}

/** Who says what the options say. */
export const COMMAND_LINE = 'command line';

export class Configuration {
  private readonly configurations: Configurations;
  private readonly over: Layer | null;

  constructor(
    private readonly options: ConfigOptions,
    private readonly read: ReadFile,
    private readonly io: Io,
  ) {
    this.configurations = new Configurations(read, isTop);
    this.over = layerOf(options);
  }

  /** What holds for a file. Throws a usage error where its configuration has mistakes. */
  async for(uri: string): Promise<Configured> {
    const { config } = this.options;
    if (config === false) {
      return this.over === null
        ? UNCONFIGURED
        : { ...UNCONFIGURED, checks: (this.withoutFile ??= new Checks([this.over])) };
    }
    const configUri = config === undefined ? null : pathToFileURL(resolve(this.io.cwd, config)).href;
    if (configUri !== null && (await this.read(configUri)) === null) throw usageError(`Cannot read ${config}`);
    const configured = await this.configurations.for(uri, this.over, configUri);
    if (configured.found !== null) this.refuseMistakes(configured.found);
    return configured;
  }

  private withoutFile: Checks | undefined;

  /** Throws a usage error where a configuration has mistakes. */
  refuseMistakes({ uri, text, problems }: FoundConfig): void {
    if (problems.length === 0) return;
    const tree = parse(text);
    const path = displayPath(fileURLToPath(uri), this.io);
    const lines = problems.map(({ start, message, args }) => {
      const { line, character } = tree.positionAt(start);
      return `${path}:${line + 1}:${character + 1}: ${english(message, ...args)}`;
    });
    throw usageError(['The configuration has mistakes:', ...lines].join('\n  '));
  }
}

/** Nothing is looked for above the folder of a repository. */
function isTop(folder: string): boolean {
  const path = fileURLToPath(folder);
  return dirname(path) === path || existsSync(join(path, '.git'));
}

function layerOf({ preset, select, ignore }: ConfigOptions): Layer | null {
  const unknown = [...(select ?? []), ...(ignore ?? [])].find((code) => !isKnownCode(code));
  if (unknown !== undefined) {
    const [similar] = nearest(unknown, DOCUMENT_CODES);
    const hint = similar === undefined ? '; vpc rules lists them' : `. Did you mean ${similar}?`;
    throw usageError(`There is no problem with the code "${unknown}"${hint}`);
  }
  const wellFormedness = ignore?.find((code) => code.startsWith('xml/'));
  if (wellFormedness !== undefined)
    throw usageError(`"${wellFormedness}" cannot be ignored: nobody can read such a file`);
  if (preset === undefined && select === undefined && ignore === undefined) return null;
  return {
    origin: COMMAND_LINE,
    ...(preset && { preset }),
    ...(select && { select }),
    ...(ignore && { rules: Object.fromEntries(ignore.map((code) => [code, 'off' as const])) }),
  };
}
