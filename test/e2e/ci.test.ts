/** Runs the examples of docs/CI.md and the hooks unchanged. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/builtCli';
import { CliFolder } from '../support/cli';
import { FIRST } from '../support/vocabularies';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n');
const GUIDE = read('docs/CI.md');

/** The text of a section of the guide. */
function section(title: string): string {
  const [, text] = new RegExp(`\n## ${title}\n([^]*?)(?=\n## |$)`).exec(GUIDE) ?? [];
  assert.ok(text, `docs/CI.md has no section "${title}"`);
  return text;
}

/** All matches of a pattern's group in a text; at least one. */
function taken(pattern: RegExp, text: string): string[] {
  const found = [...text.matchAll(pattern)].map(([, group]) => group!);
  assert.ok(found.length > 0, `nothing matches ${pattern}`);
  return found;
}

describe('docs/CI.md', function () {
  let folder: CliFolder;
  beforeEach(async function () {
    if (process.platform === 'win32') this.skip();
    folder = await CliFolder.with({
      [`patches/${FIRST.sampleName}`]: FIRST.sampleText,
      // No VPC files: the hooks pass over them.
      'pom.xml': '<project><a/></project>',
      'prod_VPC_config.xml': '<vpcConfig><a/></vpcConfig>',
      'archive/a/old_VPC_2026.xml': FIRST.sampleText.replace('>In Test<', '>in test<'),
    });
    mkdirSync(join(folder.path, 'tools'));
    copyFileSync(join(ROOT, 'dist/cli.js'), join(folder.path, 'tools/cli.js'));
    symlinkSync(join(ROOT, 'bin/vpc.js'), join(folder.path, 'tools/vpc'));
  });
  afterEach(() => folder?.remove());

  /** Runs a line as a CI server does. */
  function sh(line: string, env: Readonly<Record<string, string>> = {}) {
    const PATH = `${join(folder.path, 'tools')}:${process.env.PATH}`;
    return spawnSync('sh', ['-c', line], { cwd: folder.path, env: { ...process.env, PATH, ...env }, encoding: 'utf8' });
  }

  it('GitLab: the command exits with 1 and writes the reports of the job', async () => {
    const text = section('GitLab');
    const [command] = taken(/^ +- (node tools\/cli\.js .*)$/gm, text);
    const { status, stdout } = sh(command!, { CI_PROJECT_DIR: folder.path });
    assert.equal(status, 1);
    assert.match(stdout, /^archive\/a\/old_VPC_2026\.xml:2:\d+: /);
    const [quality, junit] = [taken(/codequality: (\S+)/g, text)[0]!, taken(/junit: (\S+)/g, text)[0]!];
    const issues = JSON.parse(await folder.read(quality)) as { location: { path: string } }[];
    assert.ok(issues.every(({ location }) => location.path === 'archive/a/old_VPC_2026.xml') && issues.length > 0);
    assert.match(await folder.read(junit), /<testsuites /);
  });

  it('GitLab: in parallel, and only for changes of a merge request', () => {
    const text = section('GitLab');
    const [lint] = taken(/^ +- (node tools\/cli\.js lint \.)/gm, text);
    const [shard] = taken(/`(--shard [^`]+)`/g, text);
    const status = (index: number) =>
      sh(`${lint} ${shard}`, { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: '2' }).status;
    assert.deepEqual([status(1), status(2)].sort(), [0, 1]);

    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
        cwd: folder.path,
        stdio: 'pipe',
      });
    git('init', '--quiet');
    git('add', 'archive');
    git('commit', '--quiet', '-m', 'old');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const [changed] = taken(/`(--changed --since [^`]+)`/g, text);
    const { status: code, stdout } = sh(`${lint} ${changed}`, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' });
    assert.deepEqual([code, stdout], [0, '1 file checked, no problems\n']);
  });

  it('Jenkins: the command writes the reports that the next steps read', async () => {
    const text = section('Jenkins');
    const [command] = taken(/^ +sh '(.*)'$/gm, text);
    assert.equal(sh(command!).status, 1);
    const reports = [...taken(/^ +junit '(.*)'$/gm, text), ...taken(/pattern: '(.*?)'/g, text)];
    for (const report of reports) assert.match(await folder.read(report), /^<\?xml [^]*vpc\/code-value/);
  });

  it('GitHub: the inputs exist, and the action uses them', async () => {
    const text = section('GitHub Actions');
    const [block] = taken(/uses: OWNER\/vpc-tools@\S+[^\n]*\n +with:\n([^]*?)(?=\n +- uses)/g, text);
    const written = new Map(
      [...block!.matchAll(/^ {10}([\w-]+): (?:\|\n((?: {12}.*\n?)+)|(.*))$/gm)].map(([, name, lines, value]) => [
        name!,
        lines?.replaceAll(/^ {12}/gm, '') ?? value!,
      ]),
    );
    const action = read('action.yml');
    const variables = new Map(
      [...action.matchAll(/^ +(VPC_\w+): \$\{\{ inputs\.([\w-]+) \}\}$/gm)].map(([, variable, input]) => [
        input!,
        variable!,
      ]),
    );
    assert.deepEqual(
      [...variables.keys()].sort(),
      taken(/^ {2}([\w-]+):$/gm, action.slice(action.indexOf('inputs:'), action.indexOf('runs:'))).sort(),
    );
    assert.deepEqual([...written.keys()], ['files', 'sarif', 'fail-on']);
    const env = Object.fromEntries([...written].map(([name, value]) => [variables.get(name)!, value]));
    const { status, stdout } = sh(`bash '${ROOT}/scripts/action.sh' '${ROOT}'`, {
      ...env,
      GITHUB_WORKSPACE: folder.path,
    });
    assert.equal(status, 1);
    assert.match(stdout, /^::(?:error|warning) file=archive\/a\/old_VPC_2026\.xml,line=\d+/);
    const [sarif] = taken(/sarif_file: (\S+)/g, text);
    assert.equal(sarif, written.get('sarif'));
    assert.match(await folder.read(sarif!), /"baseline|"results"/);
  });

  it('pre-commit: each hook works on its files', async () => {
    const hooks = [...read('.pre-commit-hooks.yaml').matchAll(/- id: (\S+)\n[^]*?entry: (.*)\n[^]*?files: (.*)\n/g)];
    assert.deepEqual(
      hooks.map(([, id]) => id),
      ['vpc-lint', 'vpc-fix', 'vpc-format'],
    );
    for (const id of taken(/\b(vpc-(?:lint|fix|format))\b/g, section('pre-commit'))) {
      assert.ok(
        hooks.some(([, known]) => known === id),
        id,
      );
    }
    const names = [`patches/${FIRST.sampleName}`, 'archive/a/old_VPC_2026.xml', 'x.vpc.xml', 'tools/cli.js', 'a.xml'];
    for (const [, id, entry, files] of hooks) {
      // pre-commit uses Python's syntax: flags come before the pattern instead of after it.
      const pattern = new RegExp(files!.replace('(?i)', ''), 'i');
      assert.deepEqual(
        names.map((name) => pattern.test(name)),
        [true, true, true, false, true],
        id,
      );
      const { status } = sh(`${entry} ${names[0]} ${names[1]} pom.xml prod_VPC_config.xml`);
      // The previous hook has fixed the file.
      assert.equal(status, id === 'vpc-lint' ? 1 : 0, id);
    }
    assert.doesNotMatch(await folder.read('archive/a/old_VPC_2026.xml'), />in test</);
    assert.equal(await folder.read('pom.xml'), '<project><a/></project>');
  });

  it('names only options that the command has', () => {
    const commands = [...GUIDE.matchAll(/`((?:vpc |--)[^`]*)`/g)].map(([, text]) => text!);
    assert.ok(commands.length > 8);
    for (const text of commands) {
      const name = /^vpc (\w+)/.exec(text)?.[1];
      const help = (name === undefined ? ['lint', 'compare', 'format'] : [name]).map(
        (of) => runCli([of, '--help']).out,
      );
      for (const option of text.match(/(?<!\S)--[\w-]+/g) ?? []) {
        assert.ok(
          help.some((out) => out.includes(`${option} `)),
          `${text}: ${option}`,
        );
      }
    }
  });
});
