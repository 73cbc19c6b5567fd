/** Which problems are looked for in a document, and their severities: the sections of a configuration, combined. */
import type { Aliases } from '../../domain/identity';
import type { Preset, RuleOptions } from '../../rules/rule';
import { isInPreset } from '../../rules/runner';
import type { Severity } from '../../xml/problem';
import { isSuppressionCode, matchesCode } from '../suppression/codes';
import type { ConfigSection, Level } from './file';

/** A section and its origin, which `--print-config` shows. */
export interface Layer extends ConfigSection {
  readonly origin: string;
  /** Other names of suppliers, vendors, products and patches. */
  readonly aliases?: Aliases;
  /** Only problems of these codes are looked for. */
  readonly select?: readonly string[];
}

/** A value and where it was set. */
export interface Origin<T> {
  readonly value: T;
  readonly origin: string;
}

export const DEFAULT_ORIGIN = 'default';

/** The checks of a document. Later layers take precedence. */
export class Checks {
  static readonly DEFAULT = new Checks([]);

  readonly preset: Origin<Preset>;
  readonly options: RuleOptions;
  readonly fileNamePattern: Origin<string> | null;
  readonly states: Origin<readonly string[]> | null;
  readonly aliases: Origin<Aliases> | null;
  /** By code; `null` where no layer sets a level. */
  readonly #levels = new Map<string, Origin<Level> | null>();

  constructor(readonly layers: readonly Layer[]) {
    this.preset = this.#last('preset') ?? { value: 'extended', origin: DEFAULT_ORIGIN };
    this.options = Object.assign({}, ...layers.map(({ options }) => options)) as RuleOptions;
    this.fileNamePattern = this.#last('fileNamePattern');
    this.states = this.#last('states');
    this.aliases = this.#last('aliases');
  }

  /** The level of problems of a code. Well-formedness errors cannot be configured. @param severity the default */
  levelOf(code: string, severity: Severity): Level {
    if (code.startsWith('xml/')) return severity;
    return this.isOn(code) ? (this.#level(code)?.value ?? severity) : 'off';
  }

  /** Whether problems of a code are looked for. A rule that a section names by its code need not be in the preset. */
  isOn(code: string): boolean {
    if (code.startsWith('xml/')) return true;
    const select = this.#last('select');
    if (select !== null && !select.value.some((pattern) => matchesCode(pattern, code))) return false;
    const level = this.#level(code);
    if (level?.value === 'off') return false;
    return isIndependentOfPreset(code) || isInPreset(code, this.preset.value) || this.#isNamed(code) || select !== null;
  }

  /** Where the level of a code was set. */
  originOf(code: string): string {
    return this.#level(code)?.origin ?? (isIndependentOfPreset(code) ? DEFAULT_ORIGIN : this.preset.origin);
  }

  #level(code: string): Origin<Level> | null {
    let level = this.#levels.get(code);
    if (level === undefined) this.#levels.set(code, (level = this.#findLevel(code)));
    return level;
  }

  /** In one section, a code takes precedence over its prefix, whatever their order. */
  #findLevel(code: string): Origin<Level> | null {
    for (const { rules = {}, origin } of [...this.layers].reverse()) {
      const levels = Object.entries(rules);
      const level =
        levels.find(([pattern]) => pattern === code) ?? levels.find(([pattern]) => matchesCode(pattern, code));
      if (level !== undefined) return { value: level[1], origin };
    }
    return null;
  }

  #isNamed(code: string): boolean {
    return this.layers.some(({ rules }) => rules !== undefined && Object.hasOwn(rules, code));
  }

  #last<K extends 'preset' | 'fileNamePattern' | 'states' | 'aliases' | 'select'>(
    key: K,
  ): Origin<NonNullable<Layer[K]>> | null {
    for (const layer of [...this.layers].reverse()) {
      const value = layer[key];
      if (value !== undefined) return { value, origin: layer.origin };
    }
    return null;
  }
}

/** Whether a code is checked with every preset: schema and suppression comments. */
function isIndependentOfPreset(code: string): boolean {
  return !code.startsWith('vpc/') || isSuppressionCode(code);
}
