import type { Vocabulary } from '../../../vpc/vocabulary';
import type { Bundled } from '../../bundled';
import { Environment, type GovernanceOptions } from '../../environment';
import { ExitCode, type Io } from '../../io';

export type ProfileOptions = GovernanceOptions;

/** `vpc profile`: says which profile and schema a run with these options uses, and where their rows come from. */
export async function profile(options: ProfileOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const { vocabulary } = await Environment.create(options, bundled, io);
  const { name, version, note, fileName } = vocabulary.profile;
  const lines = [
    `Profile:    ${name} ${version} (${options.profile ?? 'bundled'})`,
    `Schema:     ${options.schema ?? 'bundled reference schema, unless a file names its own below the current folder'}`,
    `File name:  ${fileName.pattern}`,
    '',
    note,
    '',
    'Where the rows of the element tables come from:',
    ...provenance(vocabulary),
  ];
  io.out.write(`${lines.join('\n')}\n`);
  return ExitCode.Clean;
}

function provenance({ profile: { sources }, tables }: Vocabulary): string[] {
  const rows = [...tables.elements, ...tables.attributes];
  return Object.entries(sources).map(([key, words]) => {
    const count = rows.filter(({ source }) => source === key).length;
    return `  ${key}  ${words}: ${count} rows`;
  });
}
