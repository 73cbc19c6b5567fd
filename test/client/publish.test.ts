import assert from 'node:assert/strict';
import type { CommandContext } from '../../client/src/commands/context';
import type * as Publish from '../../client/src/commands/publish';
import type { PublishParams, PublishResult } from '../../server/src/lsp/protocol';
import { base64Of } from '../../server/src/lsp/protocol/base64';
import { withVsCode } from '../support/extensionModules';

class Uri {
  constructor(readonly path: string) {}
  readonly scheme = 'file';
  toString(): string {
    return `file://${this.path}`;
  }
  static parse(text: string): Uri {
    return new Uri(text.replace('file://', ''));
  }
  static joinPath({ path }: Uri, name: string): Uri {
    return new Uri(name === '..' ? path.replace(/\/[^/]*$/, '') : `${path}/${name}`);
  }
}

/** The user, the folder and the state of the workspace. */
const user = {
  /** The label that is chosen in a list; `null`: Esc. */
  chosen: null as string | null,
  /** The folder that is chosen in the dialog. */
  dialog: null as string | null,
  agrees: false,
  isDirty: false,
  said: [] as string[],
  files: new Map<string, string>(),
  state: new Map<string, unknown>(),
  opened: [] as string[],
};
const DOCUMENT = {
  uri: new Uri('/w/work.xml'),
  languageId: 'vpc',
  isUntitled: false,
  get isDirty() {
    return user.isDirty;
  },
  save: () => {
    user.isDirty = false;
    return Promise.resolve(true);
  },
};
const message = (kind: string) =>
  function (text: string, ...buttons: (string | object)[]): Promise<string | undefined> {
    const [options] = buttons;
    const isModal = typeof options === 'object';
    user.said.push(`${kind}: ${text} [${buttons.filter((button) => typeof button === 'string').join(', ')}]`);
    return Promise.resolve(
      isModal && user.agrees ? (buttons[1] as string) : buttons.includes('Open Index') ? 'Open Index' : undefined,
    );
  };
const vscode = {
  Uri,
  FileSystemError: class extends Error {
    code = 'FileNotFound';
  },
  FileType: { File: 1 },
  FilePermission: { Readonly: 1 },
  UIKind: { Desktop: 1, Web: 2 },
  ProgressLocation: { Notification: 15 },
  l10n: {
    t: (text: string, ...args: unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)])),
  },
  env: { uiKind: 2, openExternal: () => Promise.reject(new Error('not on this machine')) },
  commands: {
    executeCommand: (_: string, { path }: Uri) => {
      user.opened.push(path);
      return Promise.resolve();
    },
  },
  window: {
    activeTextEditor: { document: DOCUMENT },
    showQuickPick: (items: { label: string }[]) => Promise.resolve(items.find(({ label }) => label === user.chosen)),
    showOpenDialog: () => Promise.resolve(user.dialog === null ? undefined : [new Uri(user.dialog)]),
    showErrorMessage: message('error'),
    showWarningMessage: message('warning'),
    showInformationMessage: message('info'),
    setStatusBarMessage: (text: string) => void user.said.push(text),
    withProgress: (_: object, work: (progress: object, token: object) => unknown) =>
      work({ report: () => undefined }, { isCancellationRequested: false }),
  },
  workspace: {
    textDocuments: [DOCUMENT],
    asRelativePath: ({ path }: Uri) => path.replace('/w/', ''),
    fs: {
      isWritableFileSystem: () => true,
      createDirectory: () => Promise.resolve(),
      readDirectory: ({ path }: Uri) => {
        const inside = [...user.files.keys()].filter((file) => file.startsWith(`${path}/`));
        if (inside.length === 0) return Promise.reject(new vscode.FileSystemError('missing'));
        return Promise.resolve(inside.map((file) => [file.slice(path.length + 1), 1]));
      },
      stat: ({ path }: Uri) =>
        user.files.has(path) ? Promise.resolve({ type: 1 }) : Promise.reject(new Error('missing')),
      readFile: ({ path }: Uri) => Promise.resolve(Buffer.from(user.files.get(path)!)),
      writeFile: ({ path }: Uri, bytes: Uint8Array) => {
        user.files.set(path, Buffer.from(bytes).toString());
        return Promise.resolve();
      },
      rename: (from: Uri, to: Uri) => {
        user.files.set(to.path, user.files.get(from.path)!);
        user.files.delete(from.path);
        return Promise.resolve();
      },
    },
  },
};

const PUBLISHED: PublishResult = {
  files: [{ name: 'a.xml', base64: base64Of(new TextEncoder().encode('new')) }],
  ...{ count: 7, index: 'index.html', notes: [], problems: [], refusal: null },
};
const refused = (isReplaceable: boolean): PublishResult => {
  return { ...PUBLISHED, files: [], count: 0, refusal: { message: 'It would change.', isReplaceable } };
};

describe('the command "Publish…"', () => {
  let publish: typeof Publish.publish;
  const asked: PublishParams[] = [];
  before(async () => {
    ({ publish } = await withVsCode(vscode, () => import('../../client/src/commands/publish')));
  });
  beforeEach(() => {
    asked.length = 0;
    const files = new Map([['/w/work.xml', 'text']]);
    Object.assign(user, {
      chosen: null,
      dialog: '/w/site',
      agrees: false,
      isDirty: false,
      said: [],
      opened: [],
      files,
    });
    user.state = new Map();
  });

  /** Runs the command. @param answers of the server, in this order */
  async function run(...answers: PublishResult[]): Promise<string[]> {
    const client = {
      code2ProtocolConverter: { asUri: String },
      sendRequest: (_: string, params: PublishParams) => {
        asked.push(params);
        return Promise.resolve(answers.shift());
      },
    };
    const nothing = () => undefined;
    const context = {
      running: () => Promise.resolve(client),
      output: { error: nothing, warn: nothing, info: nothing, show: nothing },
      state: {
        get: (key: string) => user.state.get(key),
        update: (key: string, value: unknown) => Promise.resolve(user.state.set(key, value)),
      },
    } as unknown as CommandContext;
    await publish.run(context);
    assert.deepEqual(answers, [], 'all answers are asked for');
    return user.said;
  }

  it('saves the file, writes the files into the chosen folder, and remembers that', async () => {
    user.isDirty = true;
    assert.deepEqual(await run(PUBLISHED), ['info: Published: 1 files. [Open Index]']);
    assert.equal(user.isDirty, false);
    assert.deepEqual(asked, [
      { uri: 'file:///w/work.xml', folder: 'file:///w/site', names: [], beside: ['work.xml'], replace: false },
    ]);
    assert.deepEqual(
      [...user.files],
      [
        ['/w/work.xml', 'text'],
        ['/w/site/a.xml', 'new'],
      ],
    );
    assert.deepEqual(user.opened, ['/w/site/index.html']);
    // The next time, no dialog is needed.
    Object.assign(user, { chosen: '$(folder) site', dialog: null, said: [] });
    assert.deepEqual(await run({ ...PUBLISHED, files: [] }), ['info: Everything is published already. [Open Index]']);
    assert.deepEqual(asked[1]!.names, ['a.xml']);
  });

  it('publishes nothing after Esc', async () => {
    user.dialog = null;
    assert.deepEqual(await run(), ['Nothing was published.']);
    user.state.set('vpc.publish.folder', 'file:///w/site');
    user.said = [];
    assert.deepEqual(await run(), ['Nothing was published.']);
  });

  it('says why nothing is published', async () => {
    assert.deepEqual(await run(refused(false)), ['error: It would change. [Show Output]']);
    assert.equal(user.files.size, 1);
    assert.equal(user.state.size, 0);
  });

  it('replaces what is published only where the user agrees', async () => {
    assert.deepEqual(await run(refused(true)), ['warning: It would change. [Replace]', 'Nothing was published.']);
    Object.assign(user, { agrees: true, said: [] });
    await run(refused(true), PUBLISHED);
    assert.deepEqual(
      asked.map(({ replace }) => replace),
      [false, false, true],
    );
    assert.equal(user.files.get('/w/site/a.xml'), 'new');
  });
});
