import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder, type Outcome } from '../support/cli';
import { FIRST } from '../support/vocabularies';

const SECRET = 'root:x:0:0';
const PROFILE = JSON.stringify(FIRST.profile);
/** A problem that `--fix` removes, and an indentation that `format` changes. */
const BROKEN = FIRST.sampleText.replace('>Not Approved<', '>Not\u00a0Approved<').replace('\n  <', '\n      <');

/** Everything runs in `ws`; nothing beside it may be read or written. */
describe('what files name, links and devices', () => {
  let folder: CliFolder;
  beforeEach(async function () {
    // Links and pipes.
    if (process.platform === 'win32') return this.skip();
    folder = await CliFolder.with({
      'ws/a.vpc.xml': FIRST.sampleText,
      'outside/secret.txt': SECRET,
      'outside/b.vpc.xml': BROKEN,
      'outside/vpc.xsd': FIRST.schemaText,
      'outside/profile.json': PROFILE,
    });
  });
  afterEach(() => folder.remove());

  const ws = (name = ''): string => join(folder.path, 'ws', name);
  const outside = (name = ''): string => join(folder.path, 'outside', name);
  const vpc = (...args: string[]): Promise<Outcome> => folder.vpc(args, { cwd: ws() });
  const config = (values: object): Promise<void> => writeFile(ws('vpc.config.json'), JSON.stringify(values));
  const pipe = (name: string): void => void execFileSync('mkfifo', [ws(name)]);

  for (const property of ['schema', 'profile', 'baseline'] as const) {
    it(`a configuration names no ${property} elsewhere`, async () => {
      await symlink(outside('secret.txt'), ws('link.json'));
      await symlink(outside(), ws('folder'));
      await symlink('folder', ws('again'));
      const PATHS = [
        '../outside/secret.txt',
        outside('secret.txt'),
        'link.json',
        'folder/secret.txt',
        'again/none.json',
      ];
      for (const path of [...PATHS, 'a/../../outside/secret.txt', '../none.json']) {
        await config({ [property]: path });
        const { code, out, err } = await vpc('lint', 'a.vpc.xml');
        assert.equal(code, 2, path);
        assert.match(
          err,
          /^vpc: Invalid configuration:\n {2}vpc\.config\.json:1:2: ".*" is outside .*ws.* Move it there/,
        );
        assert.doesNotMatch(out + err, /root:x/);
      }
      assert.equal(await readFile(outside('secret.txt'), 'utf8'), SECRET);
    });

    it(`a configuration names no pipe, folder or device as ${property}`, async () => {
      pipe('pipe');
      await mkdir(ws('folder'));
      for (const path of ['pipe', 'folder']) {
        await config({ [property]: path });
        const { code, err } = await vpc('lint', 'a.vpc.xml');
        assert.equal(code, 2);
        assert.match(
          err,
          new RegExp(`:1:2: ".*/ws/${path}" is not a regular file and is not used\\. Replace it with a file\\.`),
        );
      }
      for (const path of ['\\\\host\\share\\x', '//host/share/x', '\\\\.\\NUL', 'a\nb', 'a\u202eb', 'http://host/x']) {
        await config({ [property]: path });
        const { code, err } = await vpc('lint', 'a.vpc.xml');
        assert.equal(code, 2);
        assert.match(err, /:1:2: Expected the path of a file on this computer, found /);
      }
      for (const path of ['/dev/zero', '/proc/self/environ']) {
        await config({ [property]: path });
        const { code, err } = await vpc('lint', 'a.vpc.xml');
        assert.equal(code, 2);
        assert.match(err, /:1:2: "\/.*" is on another computer or a device and is not used\. Copy the file/);
      }
    });
  }

  it('a configuration uses its own folder from a folder below', async () => {
    await mkdir(ws('sub'));
    await writeFile(ws('vpc.xsd'), FIRST.schemaText);
    await config({ schema: 'vpc.xsd' });
    await writeFile(ws('sub/b.vpc.xml'), FIRST.sampleText);
    const { code, err } = await folder.vpc(['lint', 'b.vpc.xml'], { cwd: ws('sub') });
    assert.deepEqual([code, err], [0, '']);
  });

  it('a configuration is no link that leads out, and no pipe', async () => {
    await writeFile(outside('vpc.config.json'), '{"rules":{"vpc/*":"off"}}');
    await symlink(outside('vpc.config.json'), ws('vpc.config.json'));
    const linked = await vpc('lint', 'a.vpc.xml');
    assert.equal(linked.code, 2);
    assert.match(linked.err, /vpc\.config\.json:1:1: ".*vpc\.config\.json -> .*outside.*" is outside/);
    assert.equal((await vpc('lint', '--config', 'vpc.config.json', 'a.vpc.xml')).code, 0);
    await rm(ws('vpc.config.json'));
    pipe('vpc.config.json');
    const piped = await vpc('lint', 'a.vpc.xml');
    assert.equal(piped.code, 2);
    assert.match(piped.err, /is not a regular file and is not used/);
  });

  it('the element tables beside a profile do not lead out', async () => {
    await writeFile(ws('profile.json'), PROFILE);
    await symlink(outside('secret.txt'), ws('element-tables.json'));
    const { code, out, err } = await vpc('lint', '--profile', 'profile.json', 'a.vpc.xml');
    assert.equal(code, 2);
    assert.match(err, /element-tables\.json: ".*" is outside/);
    assert.doesNotMatch(out + err, /root:x/);
  });

  it('the user names files anywhere', async () => {
    const named = ['--schema', '../outside/vpc.xsd', '--profile', outside('profile.json')];
    assert.equal((await vpc('lint', ...named, 'a.vpc.xml')).code, 0);
    await symlink(outside('vpc.xsd'), ws('link.xsd'));
    assert.equal((await vpc('lint', '--schema', 'link.xsd', 'a.vpc.xml')).code, 0);
  });

  it('a schema includes nothing from elsewhere', async () => {
    const including = (location: string): string =>
      FIRST.schemaText.replace(/(<xs:schema[^>]*>)/, `$1<xs:include schemaLocation="${location}"/>`);
    await symlink(outside('secret.txt'), ws('link.xsd'));
    await symlink(outside(), ws('folder'));
    for (const location of [
      '../outside/secret.txt',
      `file://${outside('secret.txt')}`,
      'link.xsd',
      'folder/secret.txt',
    ]) {
      await writeFile(ws('own.xsd'), including(location));
      const { out, err } = await vpc('lint', '--schema', 'own.xsd', 'a.vpc.xml');
      // A text that is no schema would be an error in it.
      assert.doesNotMatch(out + err, /root:x|secret\.txt:1|link\.xsd:1/, location);
    }
  });

  it('a document names no schema through a link', async () => {
    const text = '<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="LOCATION"/>';
    await writeFile(
      outside('r.xsd'),
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="other"/></xs:schema>',
    );
    await symlink(outside('r.xsd'), ws('link.xsd'));
    pipe('pipe.xsd');
    for (const [location, why] of [
      ['link.xsd', 'is outside'],
      ['pipe.xsd', 'is not a regular file'],
      ['../outside/r.xsd', 'is outside'],
      ['file://host/x.xsd', 'is on another computer or a device'],
      ['%2e%2e/outside/r.xsd', 'is outside'],
    ] as const) {
      await writeFile(ws('r.xml'), text.replace('LOCATION', location));
      const { code, out } = await vpc('lint', '--format', 'compact', 'r.xml');
      assert.equal(code, 0);
      assert.doesNotMatch(out, /xsd\/cvc-elt/, location);
      const line = out.split('\n').find((text) => text.includes('[xsd/schema-location]'));
      assert.ok(line?.startsWith(`r.xml:1:89: warning: Schema location "${location}" ${why}`), out);
    }
  });

  it('a document names no more schemas than the limit, and is told', async () => {
    const locations = Array.from({ length: 101 }, (_, index) => `urn:${index} ${index}.xsd`).join(' ');
    const start = '<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="';
    await writeFile(ws('r.xml'), `${start}${locations}"/>`);
    const { out } = await vpc('lint', '--format', 'compact', 'r.xml');
    assert.match(
      out,
      /^r\.xml:1:78: warning: Schema location "100\.xsd" and those after it are not followed: the limit is 100/m,
    );
  });

  it('fixes and formats nothing behind a link', async () => {
    await symlink('/', ws('root'));
    await symlink(outside(), ws('folder'));
    await symlink(outside('b.vpc.xml'), ws('link.vpc.xml'));
    await symlink('../outside', ws('relative'));
    pipe('pipe.vpc.xml');
    const before = await readFile(outside('b.vpc.xml'), 'utf8');
    assert.equal((await vpc('lint', '--fix', '.')).code, 0);
    assert.equal((await vpc('lint', '--fix', '**/*.xml', '*')).code, 0);
    assert.equal((await vpc('format', '.')).code, 0);
    for (const name of ['folder', 'link.vpc.xml', 'relative', 'folder/b.vpc.xml', 'folder/*.xml']) {
      const fixed = await vpc('lint', '--fix', name);
      assert.equal(fixed.code, 3, name);
      assert.match(fixed.err, /cannot write .*: a link leads out of the folder\. Name .*outside\/b\.vpc\.xml instead/);
      const formatted = await vpc('format', name);
      assert.equal(formatted.code, 3, name);
      assert.match(formatted.err, /cannot write .*: a link leads out of the folder/);
    }
    assert.equal(await readFile(outside('b.vpc.xml'), 'utf8'), before);
    await vpc('lint', '--fix', '../outside/b.vpc.xml');
    assert.notEqual(await readFile(outside('b.vpc.xml'), 'utf8'), before);
  });

  it('fixes and formats no pipe', async () => {
    for (const command of [['lint', '--fix'], ['format']]) {
      pipe('p.vpc.xml');
      const [{ err }] = await Promise.all([vpc(...command, 'p.vpc.xml'), writeFile(ws('p.vpc.xml'), BROKEN)]);
      assert.match(err, /cannot write p\.vpc\.xml: it is not a regular file/);
      await rm(ws('p.vpc.xml'));
    }
  });

  it('fixes a file in the folder through a link to it', async () => {
    await writeFile(ws('c.vpc.xml'), BROKEN);
    await symlink('c.vpc.xml', ws('link.vpc.xml'));
    await vpc('lint', '--fix', 'link.vpc.xml');
    assert.notEqual(await readFile(ws('c.vpc.xml'), 'utf8'), BROKEN);
  });

  it('new files get names in the folder only', async () => {
    for (const fileNamePattern of [
      '../../out_{supplier}.xml',
      '..\\{supplier}.xml',
      '/{supplier}.xml',
      'C:{supplier}.xml',
      'nul.{supplier}',
      'LPT1.xml',
      '{supplier}\n.xml',
      '{supplier}\u202e.xml',
      '{published:yyyy/MM}.xml',
      '{published:HH:mm}.xml',
      '..',
      '{supplier}.',
    ]) {
      await config({ fileNamePattern });
      for (const args of [
        ['new', '--supplier', 'x'],
        ['lint', 'a.vpc.xml'],
      ]) {
        const { code, err } = await vpc(...args);
        assert.equal(code, 2, fileNamePattern);
        assert.match(err, /^vpc: Invalid configuration:\n {2}vpc\.config\.json:1:2: /);
      }
    }
    await rm(ws('vpc.config.json'));
    const { err } = await vpc('new', '--supplier', '../../x');
    const [name] = /^[^:]+/.exec(err)!;
    assert.match(name, /^x_VPC_[\d-]+\.xml$/);
    await rm(ws(name));
    await symlink('../outside/new.xml', ws(name));
    const again = await vpc('new', '--supplier', '../../x');
    assert.equal(again.code, 2);
    assert.match(again.err, /already exists/);
  });

  it('a pipe that the user names is read', async () => {
    for (const name of ['p1', 'p2', 'p3']) pipe(name);
    const through = (name: string, text: string): Promise<void> => writeFile(ws(name), text);
    const [compared] = await Promise.all([vpc('compare', 'p1', 'a.vpc.xml'), through('p1', FIRST.sampleText)]);
    assert.equal(compared.code, 0);
    const [schema] = await Promise.all([vpc('lint', '--schema', 'p2', 'a.vpc.xml'), through('p2', FIRST.schemaText)]);
    assert.deepEqual([schema.code, schema.err], [0, '']);
    const [profile] = await Promise.all([vpc('lint', '--profile', 'p3', 'a.vpc.xml'), through('p3', PROFILE)]);
    assert.deepEqual([profile.code, profile.err], [0, '']);
  });
});

describe('patterns of a hostile repository', () => {
  const LONG = '*a'.repeat(5_000);
  const FILES = { 'aaaa.vpc.xml': FIRST.sampleText };

  it('are refused where they are too long, at their places', async () => {
    const folder = await CliFolder.with(FILES);
    const profile = { ...FIRST.profile, recognition: { fileNames: [LONG] } };
    const CASES: readonly (readonly [config: object, place: string])[] = [
      [{ overrides: [{ files: [LONG] }] }, 'vpc.config.json:1:25: A glob'],
      [{ owner: [LONG] }, 'vpc.config.json:1:11: A glob'],
      [{ owner: Array.from({ length: 20 }, () => '*a'.repeat(400)) }, 'vpc.config.json:1:2: The globs'],
      [{ fileNamePattern: '{supplier}'.repeat(1_000) }, 'vpc.config.json:1:2: A filename pattern'],
      [{ profile: 'p.json' }, 'p.json at /recognition/fileNames/0: A glob'],
    ];
    await writeFile(join(folder.path, 'p.json'), JSON.stringify(profile));
    for (const [config, place] of CASES) {
      await writeFile(join(folder.path, 'vpc.config.json'), JSON.stringify(config));
      const { code, err } = await folder.vpc(['lint', '.']);
      assert.equal(code, 2);
      assert.ok(err.includes(`\n  ${place}`), err.slice(0, 300));
    }
    await rm(join(folder.path, 'vpc.config.json'));
    const { code, err } = await folder.vpc(['lint', LONG]);
    assert.deepEqual([code, err.slice(0, 45)], [2, 'vpc: A glob must not be longer than 1000 char']);
    await folder.remove();
  });

  it('end where they are not', async () => {
    const folder = await CliFolder.with({ ...FILES, [`${'a'.repeat(200)}.vpc.xml`]: FIRST.sampleText });
    const links = [{ kind: 'patch', pattern: '(.+)+(.+)+(.+)+(.+)+(.+)+Z!', target: 'https://x/{1}' }];
    const recognition = { fileNames: ['*a'.repeat(120)] };
    await writeFile(join(folder.path, 'p.json'), JSON.stringify({ ...FIRST.profile, links, recognition }));
    const config = {
      profile: 'p.json',
      fileNamePattern: `${'{supplier}'.repeat(12)}_.xml`,
      owner: ['*a'.repeat(490)],
      overrides: [{ files: ['**/'.repeat(300), '*(*(a))'.repeat(100)], rules: { 'vpc/filename': 'warning' } }],
    };
    await writeFile(join(folder.path, 'vpc.config.json'), JSON.stringify(config));
    const { out } = await folder.vpc(['lint', '--format', 'compact', '.']);
    assert.match(out, /2 files checked: 2 warnings\n$/);
    assert.equal((await folder.vpc(['lint', '*a'.repeat(480)])).code, 2);
    await folder.remove();
  });

  it('name files in the folder alone', async () => {
    const folder = await CliFolder.with(FILES);
    await writeFile(join(folder.path, 'vpc.config.json'), '{"profile":"p.json"}');
    for (const glob of ['../../../**', '/etc/**', 'a\\b', 'a\nb']) {
      const profile = { ...FIRST.profile, recognition: { fileNames: [glob] } };
      await writeFile(join(folder.path, 'p.json'), JSON.stringify(profile));
      const { code, err } = await folder.vpc(['lint', '.']);
      assert.equal(code, 2);
      assert.match(
        err,
        /p\.json at \/recognition\/fileNames\/0: ".*" must be a glob of file names, without folders\./s,
      );
    }
    await folder.remove();
  });
});
