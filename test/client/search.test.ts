import assert from 'node:assert/strict';
import { mock } from 'node:test';
import picomatch from 'picomatch';
import type * as Search from '../../client/src/common/search';
import { withVsCode } from '../support/extensionModules';

class Uri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
}

/** Folders and files of all schemes: a folder ends with `/`, a link with `@`. */
const disk = {
  entries: new Set<string>(),
  excluded: {} as Record<string, unknown>,
  /** What the search answers, by scheme; without an entry it never does. */
  answers: new Map<string, () => Promise<Uri[]>>(),
  read: [] as string[],
  isCancelled: false,
};

const vscode = {
  EventEmitter: class {
    private readonly listeners: ((value: unknown) => void)[] = [];
    readonly event = (listener: (value: unknown) => void) => void this.listeners.push(listener);
    fire(value: unknown): void {
      for (const listener of this.listeners) listener(value);
    }
  },
  CancellationTokenSource: class {
    readonly token = {};
    cancel(): void {
      disk.isCancelled = true;
    }
  },
  RelativePattern: class {
    constructor(
      readonly base: Uri,
      readonly pattern: string,
    ) {}
  },
  FileSystemError: class extends Error {
    readonly code = 'FileNotFound';
  },
  FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
  Uri: { joinPath: ({ scheme, path }: Uri, name: string) => new Uri(scheme, `${path}/${name}`) },
  languages: {
    match: (selector: { pattern: { base: Uri; pattern: string } }[], { uri }: { uri: Uri }) =>
      selector.some(({ pattern: { base, pattern } }) => picomatch(pattern)(uri.path.slice(base.path.length + 1)))
        ? 10
        : 0,
  },
  workspace: {
    workspaceFolders: [{ uri: new Uri('plant', '/a') }, { uri: new Uri('plant', '/b') }],
    getConfiguration: () => ({ get: () => disk.excluded }),
    findFiles: ({ base }: { base: Uri }) => disk.answers.get(base.scheme)?.() ?? new Promise(() => undefined),
    fs: {
      readDirectory: ({ path }: Uri) => {
        disk.read.push(path);
        const names = [...disk.entries].flatMap((entry) => {
          const rest = entry.startsWith(`${path}/`) ? entry.slice(path.length + 1) : '';
          const [, name, kind] = /^([^/@]+)([/@]?)$/.exec(rest) ?? [];
          return name === undefined ? [] : [[name, kind === '/' ? 2 : kind === '@' ? 65 : 1]];
        });
        if (path.includes('gone')) return Promise.reject(new vscode.FileSystemError());
        return path.includes('secret') ? Promise.reject(new Error('NoPermissions')) : Promise.resolve(names);
      },
    },
  },
};

const ALL = { glob: '**/*.xml', most: 100 };
const paths = async (found: Promise<{ readonly path: string }[]>): Promise<string[]> =>
  (await found).map(({ path }) => path);

describe('the search for files of a workspace', () => {
  let search: typeof Search;
  let limited: string[];
  /** Which file systems cannot be searched is remembered: each test has one of its own. */
  let scheme = 'plant';

  before(async () => {
    search = await withVsCode(vscode, () => import('../../client/src/common/search'));
    search.onDidReachLimit(({ path }) => limited.push(path));
  });
  beforeEach(() => {
    limited = [];
    scheme += 's';
    const entries = new Set(['/a/1.xml', '/a/2.txt', '/a/deep/', '/a/deep/er/', '/a/deep/er/3.xml', '/b/4.xml']);
    Object.assign(disk, { entries, excluded: {}, answers: new Map(), read: [], isCancelled: false });
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  const inPlant = (wanted: Search.Wanted = ALL): Promise<string[]> =>
    paths(search.filesIn(new Uri(scheme, '/a') as never, wanted));
  /** The files after the time that a search has. */
  const late = (wanted?: Search.Wanted): Promise<string[]> => {
    const found = inPlant(wanted);
    mock.timers.tick(2_000);
    return found;
  };

  it('returns what VS Code finds', async () => {
    disk.answers.set(scheme, () => Promise.resolve([new Uri(scheme, '/a/found.xml')]));
    assert.deepEqual(await inPlant(), ['/a/found.xml']);
    assert.deepEqual(disk.read, []);
  });

  it('reads the folders where the search never answers, and does not wait for it again', async () => {
    assert.deepEqual(await late(), ['/a/1.xml', '/a/deep/er/3.xml']);
    assert.ok(disk.isCancelled);
    assert.deepEqual(await inPlant(), ['/a/1.xml', '/a/deep/er/3.xml']);
  });

  it('reads the folders where the search fails', async () => {
    disk.answers.set(scheme, () => Promise.reject(new Error('no provider')));
    assert.deepEqual(await inPlant(), ['/a/1.xml', '/a/deep/er/3.xml']);
  });

  it('does not read the folders of a disk, whose search can take long', async () => {
    let answer: (files: Uri[]) => void = () => assert.fail('nothing was searched');
    disk.answers.set('file', () => new Promise((resolve) => (answer = resolve)));
    const found = paths(search.filesIn(new Uri('file', '/a') as never, ALL));
    mock.timers.tick(60_000);
    await new Promise(setImmediate);
    answer([new Uri('file', '/a/slow.xml')]);
    assert.deepEqual(await found, ['/a/slow.xml']);
    assert.deepEqual(disk.read, []);
  });

  it('takes the answer of a search that is faster than reading', async () => {
    let answer: (files: Uri[]) => void = () => assert.fail('nothing was searched');
    disk.answers.set(scheme, () => new Promise((resolve) => (answer = resolve)));
    const found = late();
    answer([new Uri(scheme, '/a/slow.xml')]);
    assert.deepEqual(await found, ['/a/slow.xml']);
  });

  it('leaves out what the settings exclude, folders of tools, and links', async () => {
    disk.excluded = { '**/deep': true, '*.xml': false, '**/*.js': { when: '$(basename).ts' } };
    for (const entry of ['/a/node_modules/', '/a/node_modules/5.xml', '/a/link.xml@']) disk.entries.add(entry);
    assert.deepEqual(await late(), ['/a/1.xml']);
  });

  it('goes on where a folder cannot be read, and tells so', async () => {
    disk.entries.add('/a/secret/');
    assert.deepEqual(await late(), ['/a/1.xml', '/a/deep/er/3.xml']);
    assert.deepEqual(limited, ['/a']);
  });

  it('goes on where a folder was deleted meanwhile', async () => {
    disk.entries.add('/a/gone/');
    assert.deepEqual(await late(), ['/a/1.xml', '/a/deep/er/3.xml']);
    assert.deepEqual(limited, []);
  });

  it('ends with the number of files that is wanted', async () => {
    assert.deepEqual(await late({ ...ALL, most: 1 }), ['/a/1.xml']);
    assert.deepEqual(limited, []);
  });

  it('tells that a folder without end was not searched to its end', async () => {
    let path = '/a';
    for (let depth = 0; depth < 30; depth++) disk.entries.add((path += '/x') + '/');
    disk.entries.add(`${path}/6.xml`);
    assert.deepEqual(await late(), ['/a/1.xml', '/a/deep/er/3.xml']);
    assert.deepEqual(limited, ['/a']);
  });

  it('tells that not all of very many folders were searched', async () => {
    for (let folder = 0; folder < 3_000; folder++) disk.entries.add(`/a/${folder}/`);
    assert.deepEqual(await late(), ['/a/1.xml']);
    assert.deepEqual(limited, ['/a']);
    assert.ok(disk.read.length <= 2_000);
  });

  it('ends when it is cancelled', async () => {
    const token = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
    assert.deepEqual(await late({ ...ALL, token }), []);
  });

  it('has the files of all folders of the workspace', async () => {
    const found = paths(search.filesInWorkspace(ALL));
    mock.timers.tick(2_000);
    assert.deepEqual(await found, ['/a/1.xml', '/a/deep/er/3.xml', '/b/4.xml']);
  });
});
