import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Bundled } from '../bundled';
import type { ExitCode, Io } from '../io';

/** What every command of a run is given. */
export interface CommandContext {
  readonly bundled: Bundled;
  readonly io: Io;
  /** Says how the command ended. */
  readonly finish: (code: ExitCode) => void;
}

/**
 * Adds a command to the program: its arguments and options stand in the file `command.ts` of its folder, what it does
 * beside it, to be loaded when it is called.
 */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** `--schema`, for whatever checks files. */
export function schemaOption(): Option {
  return new Option('--schema <file>', 'use this XSD for every file, whatever the files say');
}

/** `--schema`, for whatever writes a file. */
export function writtenSchemaOption(): Option {
  return new Option('--schema <file>', 'write the file as this XSD asks for');
}

/** `--profile`. */
export function profileOption(): Option {
  return new Option('--profile <file>', 'use this profile: which element plays which role, how files are named');
}

/** A number of things, as an argument. */
export function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Codes of problems with commas between them, as an argument; it may be given several times. */
export function codes(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((code) => code.trim())];
}

/** `--config` and `--no-config`, for whatever is about files. */
function configFileOptions(): Option[] {
  return [
    new Option('--config <file>', 'use this configuration for every file (default: vpc.config.json, found upwards)'),
    new Option('--no-config', 'use no configuration file'),
  ];
}

/** Adds what says which profile and which configuration hold: the same for each command that is about files. */
export function governed(command: Command): Command {
  for (const option of [profileOption(), ...configFileOptions()]) command.addOption(option);
  return command;
}

/** The same, `--preset`, `--select` and `--ignore`, for whatever checks files. */
export function configOptions(): Option[] {
  return [
    ...configFileOptions(),
    new Option('--preset <preset>', 'how much is looked for').choices(['basic', 'extended', 'full']),
    new Option(
      '--select <codes>',
      'look for these problems only: codes with commas between them, vpc/* for all',
    ).argParser(codes),
    new Option('--ignore <codes>', 'do not look for these problems').argParser(codes),
  ];
}
