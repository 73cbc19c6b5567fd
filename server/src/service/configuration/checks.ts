/** What is looked for in a document, and how bad it is: the sections of a configuration put together. */
import type { Preset, RuleOptions } from '../../vpc/rules/rule';
import { isInPreset } from '../../vpc/rules/runner';
import type { Severity } from '../../xml/problem';
import { isSuppressionCode, means } from '../suppression/codes';
import type { ConfigSection, Level } from './file';

/** A section, and who says so: the place that `--print-config` names. */
export interface Layer extends ConfigSection {
  readonly origin: string;
  /** Only problems of these codes are looked for. */
  readonly select?: readonly string[];
}

/** A value, and who says so. */
export interface Origin<T> {
  readonly value: T;
  readonly origin: string;
}

export const DEFAULT_ORIGIN = 'default';

/** What holds for a document. Later layers win. */
export class Checks {
  static readonly DEFAULT = new Checks([]);

  readonly preset: Origin<Preset>;
  readonly options: RuleOptions;
  readonly fileNamePattern: Origin<string> | null;
  readonly states: Origin<readonly string[]> | null;
  /** By code; `null`: nobody says anything of it. */
  readonly #levels = new Map<string, Origin<Level> | null>();

  constructor(readonly layers: readonly Layer[]) {
    this.preset = this.#last('preset') ?? { value: 'extended', origin: DEFAULT_ORIGIN };
    this.options = Object.assign({}, ...layers.map(({ options }) => options)) as RuleOptions;
    this.fileNamePattern = this.#last('fileNamePattern');
    this.states = this.#last('states');
  }

  /** How bad a problem is; `off`: it is none. What is not well-formed always is one. @param otherwise where nobody says */
  levelOf(code: string, otherwise: Severity): Level {
    if (code.startsWith('xml/')) return otherwise;
    return this.isOn(code) ? (this.#level(code)?.value ?? otherwise) : 'off';
  }

  /** Whether problems of a code are looked for. A rule that is named by its code need not be in the preset. */
  isOn(code: string): boolean {
    if (code.startsWith('xml/')) return true;
    const select = this.#last('select');
    if (select !== null && !select.value.some((pattern) => means(pattern, code))) return false;
    const level = this.#level(code);
    if (level?.value === 'off') return false;
    return isInNoPreset(code) || isInPreset(code, this.preset.value) || this.#isNamed(code) || select !== null;
  }

  /** Who says how bad the problems of a code are. */
  originOf(code: string): string {
    return this.#level(code)?.origin ?? (isInNoPreset(code) ? DEFAULT_ORIGIN : this.preset.origin);
  }

  #level(code: string): Origin<Level> | null {
    let level = this.#levels.get(code);
    if (level === undefined) this.#levels.set(code, (level = this.#findLevel(code)));
    return level;
  }

  /** In one section a code wins against its room, wherever they stand. */
  #findLevel(code: string): Origin<Level> | null {
    for (const { rules = {}, origin } of [...this.layers].reverse()) {
      const pattern = code in rules ? code : Object.keys(rules).find((candidate) => means(candidate, code));
      if (pattern !== undefined) return { value: rules[pattern]!, origin };
    }
    return null;
  }

  #isNamed(code: string): boolean {
    return this.layers.some(({ rules }) => rules !== undefined && code in rules);
  }

  #last<K extends 'preset' | 'fileNamePattern' | 'states' | 'select'>(key: K): Origin<NonNullable<Layer[K]>> | null {
    for (const layer of [...this.layers].reverse()) {
      const value = layer[key];
      if (value !== undefined) return { value: value, origin: layer.origin };
    }
    return null;
  }
}

/** What the schema says, and what is said of comments, holds in each preset. */
function isInNoPreset(code: string): boolean {
  return !code.startsWith('vpc/') || isSuppressionCode(code);
}
