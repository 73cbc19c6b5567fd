import { jsonOf } from '../../../xml/escape';
import { pathToFileURL } from 'node:url';
import { RULES } from '../../../rules/registry';
import type { Preset, Rule } from '../../../rules/rule';
import type { Level } from '../../../workspace/configuration/file';
import { Environment } from '../../environment';
import { ExitCode, type Io, type Bundled } from '../../io';
import { localize } from '../../language';

/** The presets; each includes those before it. */
export const PRESETS = ['basic', 'extended', 'full'] as const satisfies readonly Preset[];

/** The options of `vpc rules`, as parsed. */
export interface RulesOptions {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly preset: Preset;
  readonly config?: string | false;
}

/** A rule with its level in the configuration of the current folder; without a configuration, its severity. */
type ListedRule = Rule & { readonly level: Level };

/** `vpc rules`: lists the rules of a preset. */
export async function rules({ format, preset, config }: RulesOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create({ ...(config !== undefined && { config }) }, bundled, io);
  const { found, checks } = await environment.configured(`${pathToFileURL(io.cwd).href}/`);
  const listed = RULES.filter((rule) => PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset)).map((rule) => {
    return { ...rule, level: found === null ? rule.severity : checks.levelOf(rule.id, rule.severity) };
  });
  io.out.write(WRITERS[format](listed));
  return ExitCode.Clean;
}

const WRITERS: Readonly<Record<RulesOptions['format'], (rules: readonly ListedRule[]) => string>> = {
  pretty: (rules) => {
    const width = Math.max(...rules.map(({ id }) => id.length));
    const lines = rules.map(
      ({ id, title, level, preset, fixes }) =>
        `${id.padEnd(width)}  ${level.padEnd(7)}  ${preset.padEnd(8)}  ${fixes === undefined ? localize(title) : localize('{0} (fixable)', localize(title))}`,
    );
    const count = localize('{0} rules. Run vpc explain ID for details.', String(rules.length));
    return `${lines.join('\n')}\n\n${count}\n`;
  },
  json: (rules) => {
    const rows = rules.map(({ id, title, severity, level, preset, provenance, fixes }) => ({
      id,
      title: localize(title),
      severity,
      level,
      preset,
      provenance,
      fixable: fixes !== undefined,
    }));
    return `${jsonOf(rows, 2)}\n`;
  },
  markdown: (rules) => {
    const rows = rules.map(({ id, title, level, preset }) => `| ${id} | ${localize(title)} | ${level} | ${preset} |`);
    const heads = ['rule', 'requirement', 'severity', 'preset'].map((head) => localize(head));
    return `| ${heads.join(' | ')} |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  },
};
