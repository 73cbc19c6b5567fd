// npm run new -- rule [SUBJECT/]NAME | reporter NAME | command NAME: makes the files of a new rule, reporter or command with
// a test that passes, registers them and prints what is left to do. Existing files are never overwritten.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { mustRun, root, run, tool } from './lib/shell.mjs';
import * as templates from './lib/templates.mjs';

const USAGE = `Usage: npm run new -- rule [SUBJECT/]NAME
       npm run new -- reporter NAME
       npm run new -- command NAME

NAME is in lower case with hyphens, for example state-date-missing.`;
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const RULES = 'server/src/rules';
const REPORTERS = 'server/src/cli/reporters';
const COMMANDS = 'server/src/cli/commands';
const TRANSLATIONS = 'l10n';

/** The subject of a rule that names none. */
const DEFAULT_SUBJECT = 'texts';
/** Areas of checks.ts that are not called as the folders of their rules. */
const AREAS = { completeness: 'coverage', consistency: 'coverage', texts: 'publication' };

/** Something that the user can correct. */
class UsageError extends Error {}

/**
 * What a kind of thing needs.
 * @typedef {object} Plan
 * @property {Record<string, string>} files new files by path from the root
 * @property {Record<string, (text: string) => string>} changes of existing files
 * @property {string[]} taken paths that must not exist, besides `files`
 * @property {string} test the new test
 * @property {string[]} todo what is left to the author
 */

/** @returns {Plan} */
function planRule(path) {
  const [name, subject = DEFAULT_SUBJECT, ...more] = path.split('/').reverse();
  const subjects = readdirSync(join(root, RULES), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  if (more.length > 0 || !subjects.includes(subject)) {
    throw new UsageError(`Unknown subject "${subject}". Expected: ${subjects.join(', ')}.`);
  }
  const { slug, identifier } = namesOf(name);
  const id = `vpc/${slug}`;
  const source = `${RULES}/${subject}/${identifier}.ts`;
  const test = `test/rules/${subject}/${identifier}.test.ts`;
  const area = AREAS[subject] ?? subject;
  return {
    files: {
      [source]: templates.rule({ id, identifier }),
      [test]: templates.ruleTest({ identifier, subject }),
    },
    taken: [`docs/rules/${slug}.md`, ...subjects.map((other) => `${RULES}/${other}/${identifier}.ts`)],
    changes: {
      [`${RULES}/registry.ts`]: (text) => {
        const siblings = new RegExp(`^import .* from '\\./${subject}/.*\\n`, 'gm');
        const imported = addLine(text, siblings, `import { ${identifier} } from './${subject}/${identifier}';`);
        return addLine(imported, /^ {2}\w+,\n/gm, `  ${identifier},`, { isSorted: true });
      },
      [`${RULES}/checks.ts`]: (text) =>
        addLine(
          text,
          new RegExp(`^ {2}\\.\\.\\.of\\('${area}', \\[\\n(?: {4}.*\\n)*`, 'gm'),
          `    ['TODO(new): what is checked', '${id}'],`,
        ),
      ...translationChanges(templates.ruleTexts({ id })),
    },
    test,
    todo: [
      `Write the check, the texts and the examples in ${source}; ${RULES}/rule.ts documents each property.`,
      `Write its cases in ${test}: near misses in "valid", an error for each message in "invalid".`,
      `Describe the check in ${RULES}/checks.ts and translate its texts at the end of each file in ${TRANSLATIONS}.`,
      'If a person can fix the problem without a decision, add "fixes" (server/src/rules/fixes.ts, edits.ts).',
      'Choose severity and preset; an error belongs to the preset "basic".',
      'If the preset is not "full", add the mistake on a line of its own to the last patch of samples/every-mistake.vpc.xml',
      '  and its row to samples/README.md; the rows after it move by one line (a failing test lists line and code of each).',
      'Write the pages again: npx tsx scripts/rules.mjs',
      'Add a line to CHANGELOG.md.',
    ],
  };
}

/** @returns {Plan} */
function planReporter(name) {
  const { slug, identifier } = namesOf(name);
  const source = `${REPORTERS}/${identifier}.ts`;
  const test = `test/cli/reporters/${identifier}.test.ts`;
  const key = slug === identifier ? slug : `'${slug}'`;
  return {
    files: {
      [source]: templates.reporter({ identifier }),
      [test]: templates.reporterTest({ slug, identifier }),
    },
    taken: [],
    changes: {
      [`${REPORTERS}/index.ts`]: (text) => {
        if (new RegExp(`^ {2}'?${slug}'?: `, 'm').test(text)) throw new UsageError(`Format "${slug}" already exists.`);
        return addLine(
          text,
          /^ {2}\S+: async .*\n(?=\} as const)/gm,
          `  ${key}: async () => (await import('./${identifier}')).${identifier}Reporter,`,
        );
      },
    },
    test,
    todo: [
      `Write the format in ${source}; ${REPORTERS}/reporter.ts documents what it receives.`,
      `Update the golden text in ${test}; if the format has a schema, validate against it.`,
      'Describe the format in docs/CI.md, and name it in README.md where the formats of vpc lint are listed.',
      'Add a line to CHANGELOG.md.',
    ],
  };
}

/** @returns {Plan} */
function planCommand(name) {
  const { slug, identifier, type } = namesOf(name);
  const folder = `${COMMANDS}/${identifier}`;
  const source = `${folder}/${identifier}.ts`;
  const test = `test/cli/${identifier}.test.ts`;
  return {
    files: {
      [`${folder}/command.ts`]: templates.commandArguments({ slug, identifier, type }),
      [source]: templates.command({ slug, type }),
      [test]: templates.commandTest({ slug }),
    },
    taken: [folder],
    changes: {
      [`${COMMANDS}/index.ts`]: (text) => {
        const imported = addLine(text, /^import .*\n/gm, `import { add${type} } from './${identifier}/command';`);
        return addLine(imported, /^ {2}add\w+,\n(?=\];)/gm, `  add${type},`);
      },
      ...translationChanges(templates.commandTexts()),
    },
    test,
    todo: [
      `Describe its arguments and exit codes in ${folder}/command.ts, and write what it does in ${source}.`,
      `Translate its texts at the end of each file in ${TRANSLATIONS}.`,
      `Write its tests in ${test}; they run the command in this process (test/support/cli.ts).`,
      'Add it to the commands in README.md.',
      'Add a line to CHANGELOG.md.',
    ],
  };
}

/** Adds texts to the translations, for the translator to write. @param {string[]} texts */
function translationChanges(texts) {
  const files = readdirSync(join(root, TRANSLATIONS));
  return Object.fromEntries(
    files.map((name) => [`${TRANSLATIONS}/${name}`, (text) => templates.untranslated(text, texts)]),
  );
}

const PLANS = { rule: planRule, reporter: planReporter, command: planCommand };

/** The names of a thing in code. Throws where the name cannot be one. */
function namesOf(slug) {
  if (!SLUG.test(slug)) throw new UsageError(`"${slug}" is not a valid name. Use lower case and hyphens: my-name.`);
  const identifier = slug.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  try {
    new Script(`'use strict'; let ${identifier};`);
  } catch {
    throw new UsageError(`"${slug}" is a reserved word of JavaScript. Use another name.`);
  }
  return { slug, identifier, type: identifier[0].toUpperCase() + identifier.slice(1) };
}

/** A text with a line after the last match of a pattern; in a sorted list, after the last match that is smaller. */
function addLine(text, pattern, line, { isSorted = false } = {}) {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) throw new Error(`no place for "${line}"`);
  const before = isSorted ? matches.filter(([match]) => match < line) : matches;
  const last = before.at(-1);
  const end = last === undefined ? matches[0].index : last.index + last[0].length;
  return `${text.slice(0, end)}${line}\n${text.slice(end)}`;
}

async function make([kind, name, ...more]) {
  if (!Object.hasOwn(PLANS, kind ?? '') || name === undefined || more.length > 0) throw new UsageError(USAGE);
  const { files, taken, changes, test, todo } = PLANS[kind](name);
  const there = [...taken, ...Object.keys(files)].find((path) => existsSync(join(root, path)));
  if (there !== undefined) throw new UsageError(`${there} already exists. Use another name.`);
  // Everything is made before anything is written: nothing is left half done.
  const changed = Object.entries(changes).map(([path, change]) => [
    path,
    change(readFileSync(join(root, path), 'utf8')),
  ]);
  for (const [path, text] of [...Object.entries(files), ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const touched = [...Object.keys(files), ...Object.keys(changes)];
  await mustRun(process.execPath, [tool('prettier'), '--write', '--log-level', 'warn', ...touched]);
  for (const path of Object.keys(files)) console.log(`created  ${path}`);
  for (const path of Object.keys(changes)) console.log(`changed  ${path}`);
  if (kind === 'rule') await mustRun(process.execPath, ['--import', 'tsx', 'scripts/rules.mjs']);
  const mocha = ['--import', 'tsx', tool('mocha'), '--no-config', '--require', './test/support/seeds.ts'];
  const { code } = await run(process.execPath, [...mocha, '--timeout', '60000', '--reporter', 'dot', test]);
  console.log('What is left to do:');
  for (const line of todo) console.log(line.startsWith(' ') ? `      ${line.trim()}` : `  [ ] ${line}`);
  console.log('  [ ] Replace each TODO(new), then: npm test -- check unit');
  return code;
}

try {
  process.exitCode = await make(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
