import { jsonOf } from '../../../xml/escape';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { DOCUMENT_CODES } from '../../../workspace/suppression/codes';
import { ruleById } from '../../../rules/registry';
import { COMMAND_LINE } from '../../configuration';
import { Environment, type GovernanceOptions } from '../../environment';
import { displayPath } from '../../files';
import { ExitCode, type Io, type Bundled } from '../../io';
import type { LintOptions } from './options';

type PrintedOptions = GovernanceOptions & Pick<LintOptions, 'baseline'>;

/** `vpc lint --print-config`: prints the configuration of each file with the origin of each value, as JSON. */
export async function printConfig(
  files: readonly string[],
  options: PrintedOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const printed = [];
  for (const file of files) printed.push(await configOf(file, options, environment, io));
  io.out.write(`${jsonOf(printed, 2)}\n`);
  return ExitCode.Clean;
}

async function configOf(file: string, options: PrintedOptions, environment: Environment, io: Io): Promise<object> {
  const { checks, found, schemaUri, profileUri, baselineUri } = await environment.configured(
    pathToFileURL(resolve(io.cwd, file)).href,
  );
  const config = found && displayPath(fileURLToPath(found.uri), io);
  const named = (option: string | undefined, uri: string | null): object | null => {
    if (option !== undefined) return { value: option, origin: COMMAND_LINE };
    return uri === null ? null : { value: displayPath(fileURLToPath(uri), io), origin: config };
  };
  const codes = DOCUMENT_CODES.filter((code) => !code.startsWith('xml/'));
  return {
    file,
    config,
    preset: checks.preset,
    schema: named(options.schema, schemaUri),
    profile: named(options.profile, profileUri),
    baseline: options.baseline === false ? null : named(options.baseline, baselineUri),
    fileNamePattern: checks.fileNamePattern,
    states: checks.states,
    options: checks.options,
    rules: Object.fromEntries(
      codes.map((code) => {
        const value = checks.levelOf(code, ruleById(code)?.severity ?? (code.startsWith('xsd/') ? 'error' : 'warning'));
        return [code, { value, origin: checks.originOf(code) }];
      }),
    ),
  };
}
