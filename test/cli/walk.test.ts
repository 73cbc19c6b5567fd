/** Which files the arguments of a command name, and what the notes say of the others. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersBelow, type WalkNote } from '../../server/src/cli/folders';
import { walk, type Recogniser, type WalkLimits } from '../../server/src/cli/namedFiles';
import { CliFolder } from '../support/cli';
import { FIRST, SECOND } from '../support/vocabularies';

const VPC = FIRST.sampleText;

describe('the files that arguments name', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      'march.xml': VPC,
      'deep/er/April.XML': VPC,
      'deep/pom.xml': '<project/>',
      'hand_VPC_written.xml': '<PatchDat>',
      'half_VPC_written.xml': '',
      'node_modules/x.xml': VPC,
      'deep/.git/x.xml': VPC,
      'notes.txt': VPC,
    });
  });
  afterEach(() => folder.remove());

  const path = (name: string) => join(folder.path, name);
  /** The files that `vpc lint` reports, whatever their problems. */
  async function checked(...args: string[]): Promise<{ files: string[]; err: string; code: number }> {
    const { out, err, code } = await folder.vpc(['lint', '--format', 'json', ...args]);
    const files = out === '' ? [] : (JSON.parse(out) as { files: { path: string }[] }).files.map((file) => file.path);
    return { files, err, code };
  }
  const ALL = ['deep/er/April.XML', 'half_VPC_written.xml', 'hand_VPC_written.xml', 'march.xml'];

  it('are in a folder all VPC files below it, by root element, or by name where that is missing or misspelled', async () => {
    assert.deepEqual(await checked('.'), { files: ALL, err: '', code: 1 });
    assert.deepEqual((await checked('deep')).files, ['deep/er/April.XML']);
  });

  it('are each once, however often they are named', async function () {
    if (process.platform === 'win32') return this.skip();
    await symlink('deep', path('link'));
    const { files } = await checked('march.xml', './deep/../march.xml', 'link/er/April.XML', 'deep', '.');
    assert.deepEqual(files, ['march.xml', 'link/er/April.XML', 'half_VPC_written.xml', 'hand_VPC_written.xml']);
  });

  it('do not have links followed, which is noted', async function () {
    if (process.platform === 'win32') return this.skip();
    await mkdir(path('links'));
    await symlink('../deep', path('links/folder'));
    await symlink('..', path('links/round'));
    await symlink('../march.xml', path('links/file.xml'));
    await symlink('nowhere', path('links/broken.xml'));
    await symlink('../notes.txt', path('links/notes.txt'));
    const notes = [
      'links/broken.xml: Broken symbolic link.',
      'links/file.xml: Symbolic links are not followed. Name the link to include the file.',
      'links/folder: Symbolic links are not followed. Name the link to include the folder.',
      'links/round: Symbolic links are not followed. Name the link to include the folder.',
    ];
    // Nothing was looked at: that is no success.
    const nothing = ['vpc: No VPC files in links, and no other XML files', ...notes].join('\n  ');
    assert.deepEqual(await checked('links'), { files: [], err: `${nothing}\n`, code: 2 });
    const noted = await checked('--quiet', 'march.xml', '.', 'links/../links');
    assert.deepEqual([noted.code, noted.err], [2, `${nothing.replace('in links,', 'in links/../links,')}\n`]);
    await writeFile(path('links/x.xml'), VPC);
    const err = notes.map((note) => `vpc: ${note}\n`).join('');
    assert.deepEqual(await checked('links', 'links'), { files: ['links/x.xml'], err, code: 0 });
    assert.deepEqual((await checked('links/file.xml')).files, ['links/file.xml']);
    assert.deepEqual((await checked('links/folder')).files, ['links/folder/er/April.XML']);
  });

  it('leave out misnamed files, with a note; named, such a file is only checked for well-formedness', async () => {
    await writeFile(path('prod_VPC_config.xml'), '<vpcConfig><subnet/></vpcConfig>');
    const err =
      'vpc: prod_VPC_config.xml: Named like a VPC file, but the root element is "vpcConfig" and not "PatchData". ' +
      'Rename the file, or correct the root element.\n';
    assert.deepEqual(await checked('.'), { files: ALL, err, code: 1 });
    assert.deepEqual(await checked('prod_VPC_config.xml'), { files: ['prod_VPC_config.xml'], err, code: 0 });
    assert.deepEqual(await checked('--ignore-unknown', 'prod_VPC_config.xml'), { files: [], err, code: 0 });
    assert.deepEqual((await checked('--quiet', 'prod_VPC_config.xml')).err, '');
    await mkdir(path('only'));
    await writeFile(path('only/prod_VPC_config.xml'), '<vpcConfig/>');
    assert.deepEqual((await checked('only')).code, 0);
  });

  it('are with --ignore-unknown VPC files only', async () => {
    const named = ['notes.txt', 'deep/pom.xml', 'march.xml', 'half_VPC_written.xml'];
    assert.deepEqual((await checked(...named)).files, named);
    const { files, err } = await checked('--ignore-unknown', ...named);
    assert.deepEqual([files, err], [['notes.txt', 'march.xml', 'half_VPC_written.xml'], '']);
    assert.deepEqual((await checked('--ignore-unknown', 'deep/*.xml', 'deep/pom.xml')).code, 2);
    assert.match((await checked('--ignore-unknown', 'none.xml')).err, /^vpc: cannot read none\.xml: no such file\n$/);
  });

  it('are those that a glob matches, and the VPC files in folders that it matches', async () => {
    assert.deepEqual((await checked('*.xml')).files, ['half_VPC_written.xml', 'hand_VPC_written.xml', 'march.xml']);
    assert.deepEqual((await checked('deep/**/*.xml')).files, ['deep/er/April.XML', 'deep/pom.xml']);
    assert.deepEqual((await checked('d*')).files, ['deep/er/April.XML']);
    assert.deepEqual((await checked('{march,notes}.???')).files, ['march.xml', 'notes.txt']);
    assert.deepEqual((await checked(`${folder.path}/m*`)).files, ['march.xml']);
    const { code, err } = await checked('*.patches');
    assert.deepEqual([code, err], [2, 'vpc: No files match *.patches\n']);
  });

  it('say what a folder without VPC files has instead', async () => {
    await mkdir(path('empty'));
    await rm(path('deep/er'), { recursive: true });
    const of = async (name: string) => [(await checked(name)).code, (await checked(name)).err];
    assert.deepEqual(await of('empty'), [2, 'vpc: No VPC files in empty, and no other XML files\n']);
    assert.deepEqual(await of('deep'), [
      2,
      'vpc: No VPC files in deep. Found 1 other XML file, for example deep/pom.xml\n',
    ]);
  });

  it('follow the configuration of their folder: its pattern, its profile, its schema', async () => {
    const write = (name: string, text: string) => writeFile(path(name), text);
    for (const name of ['a', 'b', 'c']) await mkdir(path(name));
    await write('a/vpc.config.json', '{ "fileNamePattern": "{supplier}-{published:yyyy-MM}.patches" }');
    await write('a/Acme-2026-01.patches', '');
    await write('a/Acme.patches', VPC);
    await write('a/other.patches', '<x/>');
    await write('b/vpc.config.json', '{ "profile": "profile.json" }');
    await write('b/profile.json', JSON.stringify(SECOND.profile));
    await write('b/first.xml', VPC);
    await write('b/second.xml', SECOND.sampleText);
    await write('c/vpc.config.json', '{ "schema": "own.xsd" }');
    await write(
      'c/own.xsd',
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="own" type="xs:date"/></xs:schema>',
    );
    await write('c/a_VPC_b.xml', '<own>2026-01-01</own>');
    await write('c/a_VPC_c.xml', '<other/>');
    assert.deepEqual((await checked('a')).files, ['a/Acme-2026-01.patches', 'a/Acme.patches']);
    assert.deepEqual((await checked('b')).files, ['b/second.xml']);
    const { files, err } = await checked('c');
    assert.deepEqual(files, ['c/a_VPC_b.xml']);
    assert.match(err, /^vpc: c\/a_VPC_c\.xml: Named like a VPC file/);
  });

  it('are noted where they cannot be read, with exit code 3', async function () {
    if (process.platform === 'win32') return this.skip();
    // Root can read any folder, but no path of more than 4096 bytes.
    const enter = `for (let i = 0; i < 24; i++) { fs.mkdirSync('${'x'.repeat(200)}'); process.chdir('${'x'.repeat(200)}'); }`;
    await mkdir(path('long'));
    try {
      execFileSync(process.execPath, ['-e', enter], { cwd: path('long') });
      const { files, err, code } = await checked('--quiet', '.');
      assert.deepEqual([files, code], [ALL, 3]);
      assert.match(err, /^vpc: long\/[x/]+: Cannot be read: file name too long\.\n$/);
      assert.equal((await folder.vpc(['format', '--check', '.'])).code, 3);
      // It has not been named here, so that it is no failure.
      const other = await checked('march.xml');
      assert.deepEqual([other.code, other.err], [0, err]);
    } finally {
      execFileSync('rm', ['-rf', 'long'], { cwd: folder.path });
    }
  });
});

describe('walk', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'a.xml': VPC, 'b.xml': VPC, 'c/c.xml': VPC, 'd/d.xml': VPC });
  });
  afterEach(() => folder.remove());

  /** Takes all XML files; `c.xml` cannot be read. */
  const recogniser: Recogniser = {
    canBeVpc: () => Promise.resolve((name) => name.endsWith('.xml')),
    recognise: ({ path }) =>
      path.endsWith('c.xml')
        ? Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' }))
        : Promise.resolve({ recognition: 'vpc' }),
  };
  const walked = async (limits: WalkLimits) => {
    const { files, notes } = await walk(['.'], recogniser, { cwd: folder.path }, { limits });
    const short = (path: string) => path.slice(folder.path.length + 1);
    return { files: files.map(short), notes: notes.map((note) => ({ ...note, path: short(note.path) })) };
  };
  const UNREADABLE: WalkNote = { kind: 'unreadable', path: 'c/c.xml', message: 'Cannot be read: permission denied.' };

  it('notes a file whose beginning cannot be read', async () => {
    const limits = { folders: 3, files: 4 };
    assert.deepEqual(await walked(limits), { files: ['a.xml', 'b.xml', 'd/d.xml'], notes: [UNREADABLE] });
  });

  it('notes the limits that it reaches', async () => {
    const message = (limit: string) => `More than ${limit}: the others were not searched. Name folders further down.`;
    assert.deepEqual(await walked({ folders: 2, files: 4 }), {
      files: ['a.xml', 'b.xml'],
      notes: [{ kind: 'limit', path: '', message: message('2 folders') }, UNREADABLE],
    });
    assert.deepEqual(await walked({ folders: 3, files: 1 }), {
      files: ['a.xml'],
      notes: [{ kind: 'limit', path: '', message: message('1 files') }],
    });
  });

  it('notes a folder that cannot be read, but not one that is gone', async () => {
    const notes: WalkNote[] = [];
    const visited: string[] = [];
    for (const { path } of foldersBelow(
      folder.path,
      () => true,
      10,
      (note) => notes.push(note),
    )) {
      visited.push(path);
      if (path !== folder.path) continue;
      await rm(join(path, 'c'), { recursive: true });
      await writeFile(join(path, 'c'), '');
      await rm(join(path, 'd'), { recursive: true });
    }
    assert.deepEqual(visited, [folder.path]);
    const message = 'Cannot be read: a part of the path is not a folder.';
    assert.deepEqual(notes, [{ kind: 'unreadable', path: join(folder.path, 'c'), message }]);
  });
});
