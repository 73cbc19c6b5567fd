import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Vocabulary } from '../../../vpc/vocabulary';
import type { Bundled } from '../../bundled';
import { Environment, type GovernanceOptions } from '../../environment';
import { displayPath } from '../../files';
import { ExitCode, type Io } from '../../io';

export type ProfileOptions = GovernanceOptions;

/** `vpc profile`: says which profile and schema a run with these options uses, and where their rows come from. */
export async function profile(options: ProfileOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const { vocabulary } = environment;
  const { name, version, note, fileName } = vocabulary.profile;
  const { found, profileUri, schemaUri } = await environment.configured(`${pathToFileURL(io.cwd).href}/`);
  const pathOf = (uri: string): string => displayPath(fileURLToPath(uri), io);
  const named = (uri: string | null): string | null => uri && `${pathOf(uri)}, by ${pathOf(found!.uri)}`;
  const schema = options.schema ?? named(schemaUri);
  const lines = [
    `Profile:    ${name} ${version} (${options.profile ?? named(profileUri) ?? 'bundled'})`,
    `Schema:     ${schema ?? 'bundled reference schema, unless a file names its own below the current folder'}`,
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
