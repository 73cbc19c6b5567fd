import { RULES } from '../../../vpc/rules/registry';
import type { Preset, Rule } from '../../../vpc/rules/rule';
import { ExitCode, type Io } from '../../io';

/** What `--preset` takes: each holds the ones before it. */
export const PRESETS = ['basic', 'extended', 'full'] as const satisfies readonly Preset[];

/** The options of `vpc rules`, as parsed. */
export interface RulesOptions {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly preset: Preset;
}

/** `vpc rules`: lists the rules of a preset. */
export function rules({ format, preset }: RulesOptions, io: Io): ExitCode {
  const listed = RULES.filter((rule) => PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset));
  io.out.write(WRITERS[format](listed));
  return ExitCode.Clean;
}

const WRITERS: Readonly<Record<RulesOptions['format'], (rules: readonly Rule[]) => string>> = {
  pretty: (rules) => {
    const width = Math.max(...rules.map(({ id }) => id.length));
    const lines = rules.map(
      ({ id, title, severity, preset, fixes }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${preset.padEnd(8)}  ${title}${fixes === undefined ? '' : ' (can be fixed)'}`,
    );
    return `${lines.join('\n')}\n\n${rules.length} rules. vpc explain ID says more about one of them.\n`;
  },
  json: (rules) => {
    const rows = rules.map(({ id, title, severity, preset, provenance, fixes }) => ({
      id,
      title,
      severity,
      preset,
      provenance,
      fixable: fixes !== undefined,
    }));
    return `${JSON.stringify(rows, null, 2)}\n`;
  },
  markdown: (rules) => {
    const rows = rules.map(({ id, title, severity, preset }) => `| ${id} | ${title} | ${severity} | ${preset} |`);
    return `| rule | what it asks for | severity | preset |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  },
};
