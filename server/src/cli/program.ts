/** The program with its help and the errors in its arguments in the language of the command line. */
import {
  Command,
  Help,
  type AddHelpTextContext,
  type AddHelpTextPosition,
  type ErrorOptions,
  type Option,
} from 'commander';
import { localize } from './language';

/** Columns of texts after the help of a command. */
const WIDTH = 118;

/** A command whose descriptions are English templates, translated when they are shown. */
export class TranslatedCommand extends Command {
  override createCommand(name?: string): Command {
    return new TranslatedCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new TranslatedHelp(), this.configureHelp());
  }

  override addHelpText(position: AddHelpTextPosition, text: string | ((context: AddHelpTextContext) => string)): this {
    return super.addHelpText(position, (context) => helpText(typeof text === 'string' ? text : text(context)));
  }

  /** Names the command's own help. */
  override error(message: string, options?: ErrorOptions): never {
    this.showHelpAfterError(localize('(run {0} --help for usage)', pathOf(this).join(' ')));
    return super.error(errorText(message), options);
  }
}

/** The names of a command and those around it, the outermost first. */
function pathOf(command: Command): string[] {
  return [...(command.parent === null ? [] : pathOf(command.parent)), command.name()];
}

class TranslatedHelp extends Help {
  override styleTitle(title: string): string {
    return localize(title);
  }

  override commandDescription(command: Command): string {
    return localize(super.commandDescription(command));
  }

  override subcommandDescription(command: Command): string {
    return localize(super.subcommandDescription(command));
  }

  override argumentDescription(argument: Parameters<Help['argumentDescription']>[0]): string {
    return localize(super.argumentDescription(argument));
  }

  override optionDescription(option: Option): string {
    const { argChoices = [] } = option;
    const defaultValue: unknown = option.defaultValue;
    const quoted = (value: unknown): string => JSON.stringify(value);
    const extra = [
      ...(argChoices.length > 0 ? [localize('choices: {0}', argChoices.map(quoted).join(', '))] : []),
      ...(typeof defaultValue === 'string' ? [localize('default: {0}', quoted(defaultValue))] : []),
    ];
    const text = localize(option.description);
    return extra.length === 0 ? text : `${text} (${extra.join(', ')})`;
  }
}

/**
 * A text after the help, in the language. Keys are the lines of prose that follow each other, joined to one, and of a line that is
 * indented what is after its first column. What has no translation, such as examples, stays as it is.
 */
export function helpText(text: string): string {
  const shown: string[] = [];
  let prose: string[] = [];
  const endProse = (): void => {
    const joined = prose.join(' ');
    const translated = localize(joined);
    shown.push(...(translated === joined ? prose : wrapped(translated)));
    prose = [];
  };
  for (const line of text.split('\n')) {
    if (line !== '' && !line.startsWith('  ')) {
      prose.push(line);
      continue;
    }
    endProse();
    shown.push(column(line));
  }
  endProse();
  return shown.join('\n');
}

/** A line such as `  0  no problems`. */
function column(line: string): string {
  const [, start, text] = /^( +\S+ {2,})(.+)$/.exec(line) ?? [];
  return text === undefined ? line : start! + localize(text);
}

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** The errors of the library, which makes them as texts; its version is pinned, and a test has each of them. */
const ERRORS = [
  "error: unknown option '{0}'",
  "error: unknown command '{0}'",
  "error: missing required argument '{0}'",
  "error: option '{0}' argument missing",
  "error: required option '{0}' not specified",
  "error: option '{0}' argument '{1}' is invalid. {2}",
  "error: option '{0}' cannot be used with option '{1}'",
  "error: too many arguments for '{0}'. Expected {1} argument but got {2}.",
  "error: too many arguments for '{0}'. Expected {1} arguments but got {2}.",
];
const HINTS = ['(Did you mean {0}?)', '(Did you mean one of {0}?)', 'Allowed choices are {0}.'];

/** An error of the library in the language. */
function errorText(message: string): string {
  const [first = '', ...hints] = message.split('\n');
  return [translated(first, ERRORS), ...hints.map((hint) => translated(hint, HINTS))].join('\n');
}

function translated(text: string, templates: readonly string[]): string {
  for (const template of templates) {
    const args = argumentsOf(template, text);
    if (args !== null) return localize(template, ...args.map((arg) => translated(arg, HINTS)));
  }
  return text;
}

/** What a text has for the placeholders of a template, which are in order; `null` where it does not fit. */
function argumentsOf(template: string, text: string): string[] | null {
  const [start, ...others] = template.split(/\{\d\}/) as [string, ...string[]];
  if (!text.startsWith(start)) return null;
  const args: string[] = [];
  let at = start.length;
  for (const [index, literal] of others.entries()) {
    const isLast = index === others.length - 1;
    const end = isLast ? (text.endsWith(literal) ? text.length - literal.length : -1) : text.indexOf(literal, at);
    if (end < at) return null;
    args.push(text.slice(at, end));
    at = end + literal.length;
  }
  return args;
}
