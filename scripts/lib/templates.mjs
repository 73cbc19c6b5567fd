// The files that scripts/new.mjs makes. Each is a working example that its author replaces: it compiles and its test passes.
// TODO(new) is at each text that the author has to write; test/scripts/new.test.ts fails while one is left.

/** A place where the author has to write. */
const TODO = 'TODO(new)';

const RULE_TITLE = `${TODO}: what must hold, in one sentence without a full stop`;
const RULE_DOCS = {
  what: `${TODO}: what is checked.`,
  why: `${TODO}: why that matters to readers of the file.`,
  todo: `${TODO}: what to do about a problem.`,
};
const RULE_EXAMPLES = { valid: 'a comment', invalid: 'a wrong comment' };
const ruleMessage = (id) => `"{0}" is not allowed here (${id}). ${TODO}: what is wrong, why it matters, what to do.`;

/** The texts of {@link rule} that are translated. @param {{ id: string }} names */
export const ruleTexts = ({ id }) => [
  RULE_TITLE,
  ...Object.values(RULE_DOCS),
  ...Object.values(RULE_EXAMPLES),
  ruleMessage(id),
];

const COMMAND_DESCRIPTION = `${TODO}: what it does, as an imperative`;
const COMMAND_ARGUMENT = 'files, folders or globs';
const EXIT_CODES = [
  'done',
  'invalid arguments, profile or configuration',
  'a file could not be read or is not a VPC file, or internal error',
];

/** The texts of {@link command} that are translated. */
export const commandTexts = () => [COMMAND_DESCRIPTION, COMMAND_ARGUMENT, ...EXIT_CODES];

/** The texts of a language with those that its translator has to write. @param {string} json @param {string[]} texts */
export function untranslated(json, texts) {
  const known = JSON.parse(json);
  const added = texts.filter((text) => !Object.hasOwn(known, text)).map((text) => [text, `${TODO}: ${text}`]);
  return `${JSON.stringify({ ...known, ...Object.fromEntries(added) }, null, 2)}\n`;
}

/** A rule about single values. @param {{ id: string, identifier: string }} names */
export const rule = ({ id, identifier }) => `import { productExample } from '../examples';
import { onValues, type Rule } from '../rule';

/** ${id}: ${TODO}: what must hold. */
export const ${identifier}: Rule = {
  id: '${id}',
  title: '${RULE_TITLE}',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    wrong: '${ruleMessage(id)}',
  },
  docs: {
    what: '${RULE_DOCS.what}',
    why: '${RULE_DOCS.why}',
    todo: '${RULE_DOCS.todo}',
  },
  examples: {
    valid: [productExample('${RULE_EXAMPLES.valid}', { comment: 'Restart the server first.' })],
    invalid: [productExample('${RULE_EXAMPLES.invalid}', { comment: 'wrong' })],
  },
  // onEntries checks whole patches or products; \`scope: 'document'\` checks the publication (see ../rule.ts).
  ...onValues(['comment'], function* (field) {
    if (field.value === 'wrong') yield { message: 'wrong', args: [field.value], range: field.range };
  }),
};
`;

/** The test of {@link rule}. @param {{ identifier: string, subject: string }} names */
export const ruleTest = ({
  identifier,
  subject,
}) => `import { ${identifier} } from '../../../server/src/rules/${subject}/${identifier}';
import { product, testRule } from '../../support/ruleTester';

testRule(${identifier}, {
  valid: [{ name: 'a comment that only contains the word', code: product({ comment: 'Nothing is wrong.' }) }],
  invalid: [
    {
      name: 'a wrong comment',
      code: product({ comment: '[[wrong]]' }),
      errors: [{ message: 'wrong', args: ['wrong'] }],
      output: null,
    },
  ],
});
`;

/** A reporter with one line for each problem. @param {{ identifier: string }} names */
export const reporter = ({ identifier }) => `import type { Reporter } from './reporter';
import { placeOf, printable, summaryLine, unreadableMessage } from './text';

/** ${TODO}: what the format is and which program reads it. */
export function ${identifier}Reporter(): Reporter {
  return {
    file: ({ path, findings }) =>
      findings.map(({ code, message, range }) => \`\${placeOf(path, range.start)} \${code} \${printable(message)}\\n\`).join(''),
    unreadable: (file) => \`\${printable(file.path)} \${printable(unreadableMessage(file))}\\n\`,
    end: (summary) => \`\${summaryLine(summary)}\\n\`,
  };
}
`;

/** The golden test of {@link reporter}. @param {{ slug: string, identifier: string }} names */
export const reporterTest = ({ slug, identifier }) => `import assert from 'node:assert/strict';
import { ${identifier}Reporter } from '../../../server/src/cli/reporters/${identifier}';
import { written } from '../../support/reports';

describe('the ${slug} reporter', () => {
  it('writes the same report for the same problems', () =>
    assert.equal(
      written(${identifier}Reporter),
      \`a b,c:100%.xml:2:3 vpc/filename 50% of <x> & "y" | *z* [U+0001]
a b,c:100%.xml:2:3 vpc/cve-syntax w
a b,c:100%.xml:2:3 vpc/other i
gone.xml cannot read the file: no such file
2 files checked: 1 error, 1 warning, 1 info; 1 file could not be read
\`,
    ));
});
`;

/** The arguments of a command. @param {{ slug: string, identifier: string, type: string }} names */
export const commandArguments = ({
  slug,
  identifier,
  type,
}) => `import { withGovernance, type AddCommand } from '../command';
import type { ${type}Options } from './${identifier}';

const NOTES = \`
Exit codes:
  0  ${EXIT_CODES[0]}
  2  ${EXIT_CODES[1]}
  3  ${EXIT_CODES[2]}\`;

export const add${type}: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('${slug}')
    .description('${COMMAND_DESCRIPTION}')
    .argument('<files...>', '${COMMAND_ARGUMENT}')
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: ${type}Options) => {
      const { run${type} } = await import('./${identifier}');
      finish(await run${type}(files, options, bundled, io));
    });
  withGovernance(command);
};
`;

/** What a command does: it prints when each file was published. @param {{ slug: string, type: string }} names */
export const command = ({ slug, type }) => `import { publicationOf } from '../../../domain/model';
import { Environment, type GovernanceOptions } from '../../environment';
import { isUnreadable, readInput } from '../../input';
import { ExitCode, type Bundled, type Io } from '../../io';
import { localize } from '../../language';
import { walk } from '../../namedFiles';
import { isIncomplete, note, noteLines } from '../../noteLines';
import { printable } from '../../reporters/text';

/** The options of \`vpc ${slug}\`, as parsed. */
export type ${type}Options = GovernanceOptions;

/** \`vpc ${slug}\`: ${TODO}: what it does. */
export async function run${type}(
  args: readonly string[],
  options: ${type}Options,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const { files, notes } = await walk(args, environment, io);
  for (const line of noteLines(notes, io)) note(line, io);
  let exitCode: ExitCode = isIncomplete(notes) ? ExitCode.Failure : ExitCode.Clean;
  for (const file of files) {
    const input = await readInput(file, undefined, io);
    const publication = isUnreadable(input) ? null : publicationOf(input.tree, environment.vocabulary);
    if (publication !== null) {
      io.out.write(printable(\`\${input.path}: \${publication.entry.value('published') ?? '-'}\`) + '\\n');
      continue;
    }
    const message = isUnreadable(input)
      ? localize('cannot read {0}: {1}', input.path, input.reason)
      : localize('{0} is not a VPC file', input.path);
    note(message, io);
    exitCode = ExitCode.Failure;
  }
  return exitCode;
}
`;

/** The test of {@link command}, on both vocabularies. @param {{ slug: string }} names */
export const commandTest = ({ slug }) => `import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { BOTH } from '../support/vocabularies';

describe('vpc ${slug}', () => {
  for (const { title, sampleName, sampleText, profilePath } of BOTH) {
    it(\`prints when a file was published (\${title})\`, async () => {
      const folder = await CliFolder.with({ [sampleName]: sampleText });
      const { code, out, err } = await folder.vpc(['${slug}', sampleName, '--profile', profilePath]);
      assert.deepEqual([code, out, err], [0, \`\${sampleName}: 2026-02-18T09:00:00Z\\n\`, '']);
      await folder.remove();
    });
  }

  it('reports a file that is not a VPC file, and exits with 3', async () => {
    const folder = await CliFolder.with({ 'other.xml': '<a/>' });
    const { code, out, err } = await folder.vpc(['${slug}', 'other.xml']);
    assert.deepEqual([code, out, err], [3, '', 'vpc: other.xml is not a VPC file\\n']);
    await folder.remove();
  });
});
`;
