import { InvalidArgumentError, Option, type Command } from 'commander';
import { STANDARD_INPUT } from '../files';
import { usageError, type ExitCode, type Io, type Bundled } from '../io';
import { localize } from '../language';

/** What each command receives. */
export interface CommandContext {
  readonly bundled: Bundled;
  readonly io: Io;
  /** Must be called at the end with the exit code. */
  readonly finish: (code: ExitCode) => void;
}

/**
 * Adds a command to the program. Its folder has its arguments and options in `command.ts`, and what it does in other files,
 * which are loaded when the command is called.
 */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** `--schema`, for commands that check files. */
export function schemaOption(): Option {
  return new Option('--schema <file>', 'use this XSD for every file, regardless of what the files name');
}

/** `--strict-schema`, beside {@link schemaOption}. */
export function strictSchemaOption(): Option {
  return new Option('--strict-schema', 'refuse a schema with errors, instead of using what is sound of it');
}

/** `--catalog`, for commands that check files. */
export function catalogOption(): Option {
  return new Option(
    '--catalog <file>',
    'OASIS XML catalog with local copies of schemas, by address or namespace (repeatable)',
  ).argParser((file: string, before: readonly string[] = []) => [...before, file]);
}

/** `--schema`, for commands that create a file. */
export function writtenSchemaOption(): Option {
  return new Option('--schema <file>', 'XSD that the new file follows');
}

/** `--profile`. */
export function profileOption(): Option {
  return new Option('--profile <file>', 'use this profile (element roles, filename convention)');
}

/** Parses an argument that is a whole number, 0 or more. */
export function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(localize('Expected a whole number.'));
  return Number(text);
}

/** Parses comma-separated problem codes and appends them to those of earlier occurrences of the option. */
export function codes(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((code) => code.trim())];
}

/** `--config` and `--no-config`, which each command has. */
export function configFileOptions(): Option[] {
  return [
    new Option(
      '--config <file>',
      'use this configuration for every file (default: nearest vpc.config.json in the parent folders)',
    ),
    new Option('--no-config', 'ignore configuration files'),
  ];
}

/** Adds `--profile`, `--config` and `--no-config`, which each command that reads files has. */
export function withGovernance(command: Command): Command {
  for (const option of [profileOption(), ...configFileOptions()]) command.addOption(option);
  return command;
}

/**
 * The files to read: standard input where only its name is given. Throws a usage error for a name beside files none of which is
 * standard input.
 */
export function filesOrInput(files: string[], inputName: string | undefined): string[] {
  if (inputName === undefined || files.includes(STANDARD_INPUT)) return files;
  if (files.length === 0) return [STANDARD_INPUT];
  throw usageError(
    localize(
      '--stdin-filename names standard input, which is not among the files. Name it as -, or leave the files out',
    ),
  );
}

/** `--config`, `--no-config`, `--preset`, `--select` and `--ignore`, for commands that check files. */
export function configOptions(): Option[] {
  return [
    ...configFileOptions(),
    new Option('--preset <preset>', 'set of rules to check').choices(['basic', 'extended', 'full']),
    new Option('--select <codes>', 'report only these problems: comma-separated codes, for example vpc/*').argParser(
      codes,
    ),
    new Option('--ignore <codes>', 'do not report these problems').argParser(codes),
  ];
}
