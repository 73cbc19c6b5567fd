/** The configuration of a run: the configuration files that apply, and the options, which take precedence. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Checks, type Layer } from '../workspace/configuration/checks';
import {
  Configurations,
  DEFAULT_CONFIG,
  type EffectiveConfig,
  type FoundConfig,
} from '../workspace/configuration/configurations';
import { DOCUMENT_CODES, isKnownCode } from '../workspace/suppression/codes';
import { nearest } from '../xml/nearest';
import type { Preset } from '../rules/rule';
import { parse } from '../xml/parser';
import { displayPath } from './files';
import { usageError, type Io } from './io';
import type { FileAccess } from '../workspace/fileAccess';
import { localize } from './language';

/** The options about the configuration. */
export interface ConfigOptions {
  /** A file to use instead of those that are found; `false`: none. */
  readonly config?: string | false;
  readonly preset?: Preset;
  /** Codes, or groups of codes: `xsd/*`. */
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
}

/** The origin of values from options. */
export const COMMAND_LINE = 'command line';

export class Configuration {
  private readonly configurations: Configurations;
  private readonly optionLayer: Layer | null;

  constructor(
    private readonly options: ConfigOptions,
    private readonly files: FileAccess,
    private readonly io: Io,
  ) {
    this.configurations = new Configurations(files, isTop, () => [pathToFileURL(io.cwd).href]);
    this.optionLayer = layerOf(options);
  }

  /** The configuration that applies to a file. Throws a usage error if its configuration file has problems. */
  async for(uri: string): Promise<EffectiveConfig> {
    const { config } = this.options;
    if (config === false) {
      return this.optionLayer === null
        ? DEFAULT_CONFIG
        : { ...DEFAULT_CONFIG, checks: (this.withoutFile ??= new Checks([this.optionLayer])) };
    }
    const configUri = config === undefined ? null : pathToFileURL(resolve(this.io.cwd, config)).href;
    if (configUri !== null && (await this.files.read(configUri)) === null)
      throw usageError(localize('Cannot read {0}', config!));
    const configured = await this.configurations.for(uri, this.optionLayer, configUri);
    if (configured.found !== null) this.refuseProblems(configured.found);
    return configured;
  }

  /** The folders in which a configuration can name files. */
  within(configUri: string): readonly string[] {
    return this.configurations.within(configUri);
  }

  private withoutFile: Checks | undefined;

  /** Throws a usage error if a configuration file has problems. */
  refuseProblems({ uri, text, problems }: FoundConfig): void {
    if (problems.length === 0) return;
    const tree = parse(text);
    const path = displayPath(fileURLToPath(uri), this.io);
    const lines = problems.map(({ start, message, args }) => {
      const { line, character } = tree.positionAt(start);
      return `${path}:${line + 1}:${character + 1}: ${localize(message, ...args)}`;
    });
    throw usageError([localize('Invalid configuration:'), ...lines].join('\n  '));
  }
}

/** Whether the search for configuration files ends at a folder: the root of the disk or of a repository. */
function isTop(folder: string): boolean {
  const path = fileURLToPath(folder);
  return dirname(path) === path || existsSync(join(path, '.git'));
}

function layerOf({ preset, select, ignore }: ConfigOptions): Layer | null {
  const unknown = [...(select ?? []), ...(ignore ?? [])].find((code) => !isKnownCode(code));
  if (unknown !== undefined) {
    const [similar] = nearest(unknown, DOCUMENT_CODES);
    throw usageError(
      similar === undefined
        ? localize('Unknown problem code "{0}"; run vpc rules to list the rules', unknown)
        : localize('Unknown problem code "{0}". Did you mean {1}?', unknown, similar),
    );
  }
  const wellFormedness = ignore?.find((code) => code.startsWith('xml/'));
  if (wellFormedness !== undefined)
    throw usageError(localize('"{0}" cannot be ignored: well-formedness errors are always reported', wellFormedness));
  if (preset === undefined && select === undefined && ignore === undefined) return null;
  return {
    origin: COMMAND_LINE,
    ...(preset && { preset }),
    ...(select && { select }),
    ...(ignore && { rules: Object.fromEntries(ignore.map((code) => [code, 'off' as const])) }),
  };
}
