import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Vocabulary } from '../../../domain/vocabulary';
import { terminalLine } from '../../../xml/escape';
import { Environment, type GovernanceOptions } from '../../environment';
import { displayPath } from '../../files';
import { ExitCode, type Io, type Bundled } from '../../io';
import { localize } from '../../language';

/** The options of `vpc profile`, as parsed. */
export type ProfileOptions = GovernanceOptions;

/** `vpc profile`: prints which profile and schema a run with these options uses, and the sources of the element tables. */
export async function profile(options: ProfileOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const { vocabulary } = environment;
  const { name, version, note, fileName } = vocabulary.profile;
  const { found, profileUri, schemaUri } = await environment.configured(`${pathToFileURL(io.cwd).href}/`);
  const pathOf = (uri: string): string => displayPath(fileURLToPath(uri), io);
  const named = (uri: string | null): string | null =>
    uri && localize('{0}, from {1}', pathOf(uri), pathOf(found!.uri));
  const schema = options.schema ?? named(schemaUri);
  const facts = [
    ['Profile:', `${localize(name)} ${version} (${options.profile ?? named(profileUri) ?? localize('bundled')})`],
    ['Schema:', schema ?? localize('bundled reference schema, unless a file below the current folder names its own')],
    ['File name:', fileName.pattern],
  ].map(([head, text]) => [localize(head!), text!] as const);
  const width = Math.max(...facts.map(([head]) => head.length));
  const lines = [
    ...facts.map(([head, text]) => `${head.padEnd(width)}  ${text}`),
    '',
    ...localize(note).split('\n'),
    ...(await documentLines(environment, io)),
    '',
    localize('Sources of the element tables:'),
    ...provenance(vocabulary),
  ];
  io.out.write(`${lines.map(terminalLine).join('\n')}\n`);
  return ExitCode.Clean;
}

/** Which document answers for which namespace, where the user has named a schema or catalogs. */
async function documentLines(environment: Environment, io: Io): Promise<string[]> {
  const schema = await environment.ownSchema();
  const pathOf = (uri: string): string =>
    uri.startsWith('file:') ? displayPath(fileURLToPath(uri), io) : localize('built in');
  const lines: string[] = [];
  if (schema !== null) {
    lines.push('', localize('Schema documents by namespace:'));
    for (const { namespace, uri } of schema.namespaces)
      lines.push(`  ${namespace || localize('(none)')}  ${pathOf(uri)}`);
  }
  const catalogs = environment.catalogs.documents;
  if (catalogs.length > 0) lines.push('', localize('Catalogs:'), ...catalogs.map((uri) => `  ${pathOf(uri)}`));
  return lines;
}

function provenance({ profile: { sources }, tables }: Vocabulary): string[] {
  const rows = [...tables.elements, ...tables.attributes];
  return Object.entries(sources).map(([key, source]) => {
    const count = rows.filter((row) => row.source === key).length;
    return `  ${key}  ${localize('{0}: {1} rows', localize(source), String(count))}`;
  });
}
