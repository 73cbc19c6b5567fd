import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEnvironment } from './environment';
import { processes } from './processes';

/** Settings with which nothing opens, asks, updates or saves by itself. */
const QUIET = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.autoDetectColorScheme': false,
  // A file is always opened at its start.
  'workbench.editor.restoreViewState': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 5_000;

/** How a server is started. */
export interface ServerOptions {
  /** Reaches the extension host and the tests inside it. */
  readonly env?: Readonly<Record<string, string>>;
  /** User settings besides those of a quiet editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packed extensions to install first. */
  readonly vsix?: readonly string[];
  /**
   * Load an extension and tests from folders. A built workbench does so only with its smoke test driver, which shows no
   * notification toasts.
   */
  readonly development?: boolean;
  /** Start in restricted mode, as for a folder that is not trusted. */
  readonly restricted?: boolean;
}

/** What the page opens: absolute paths, or uris of file systems in the browser. */
export interface PageOptions {
  readonly folder: string;
  readonly extension?: string;
  readonly tests?: string;
  readonly file?: string;
}

/** A running VS Code: server, workbench and extension host, with a profile of its own that is deleted when it stops. */
export class VsCodeServer {
  private port = 0;
  private printed = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly data: string,
  ) {}

  /** host:port */
  get authority(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** The output of the server so far. */
  get log(): string {
    return this.printed;
  }

  /** Starts a server on a free port of 127.0.0.1. */
  static async start({
    env = {},
    settings = {},
    vsix = [],
    development = false,
    restricted = false,
  }: ServerOptions = {}): Promise<VsCodeServer> {
    const { vscode } = testEnvironment();
    const data = makeProfile({ ...(restricted && RESTRICTED), ...settings });
    const program = join(vscode, 'bin/node');
    const common = [
      join(vscode, 'code/out/server-main.js'),
      ...[
        '--server-data-dir',
        data,
        '--user-data-dir',
        join(data, 'user'),
        '--extensions-dir',
        join(data, 'extensions'),
      ],
      '--accept-server-license-terms',
    ];
    const environment = serverEnvironment(data, env);
    for (const file of vsix) {
      execFileSync(program, [...common, '--install-extension', file, '--force'], { env: environment, stdio: 'pipe' });
    }
    const options = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--telemetry-level', 'off'];
    const mode = [
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...(development ? ['--enable-smoke-test-driver'] : []),
    ];
    // A process group of its own, so that the extension host and the language server end with it.
    const child = spawn(program, [...common, ...options, ...mode], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const server = new VsCodeServer(child, data);
    process.once('exit', server.kill);
    try {
      server.port = await listening(child, (chunk) => (server.printed += chunk));
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The address of a workbench on this server. */
  url({ folder, extension, tests, file }: PageOptions): string {
    // A path is on the server's machine; a uri is of a file system in the browser.
    const remote = (path: string): string => (path.startsWith('/') ? `vscode-remote://${this.authority}${path}` : path);
    const payload = [
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
      ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
      ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ...(file ? [['openFile', remote(file)]] : []),
    ];
    const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
    return `http://${this.authority}/?${query.toString()}`;
  }

  /** Kills the language server of an installed extension, as a crash would (on Linux). */
  killLanguageServer(): void {
    // Its script is in the extension folder of this server.
    const folder = join(this.data, 'extensions');
    const found = processes().filter(({ command: [, script = ''] }) => script.startsWith(folder));
    if (found.length === 0) throw new Error('no language server is running');
    for (const { pid } of found) process.kill(pid, 'SIGKILL');
  }

  /** Ends the server and removes its profile. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((done) => this.child.once('exit', done));
      this.signal('SIGTERM');
      await Promise.race([gone, new Promise((done) => setTimeout(done, STOP_LIMIT_MS).unref())]);
    }
    process.off('exit', this.kill);
    this.kill();
  }

  private readonly kill = (): void => {
    this.signal('SIGKILL');
    rmSync(this.data, { recursive: true, force: true, maxRetries: 5 });
  };

  private signal(name: NodeJS.Signals): void {
    try {
      process.kill(-this.child.pid!, name);
    } catch (error) {
      // The group has already ended.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function makeProfile(settings: Readonly<Record<string, unknown>>): string {
  const data = mkdtempSync(join(tmpdir(), 'vpc-vscode-'));
  for (const folder of ['user/User', 'extensions', 'tmp']) mkdirSync(join(data, folder), { recursive: true });
  writeFileSync(join(data, 'user/User/settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  return data;
}

function serverEnvironment(data: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|XDG_RUNTIME_DIR$|npm_)/.test(name),
  );
  // With an empty gallery the workbench contacts no marketplace. The sockets of the server are in its own folder.
  return { ...Object.fromEntries(inherited), TMPDIR: join(data, 'tmp'), EXTENSIONS_GALLERY: '{}', ...extra };
}

function listening(child: ChildProcess, heard: (chunk: string) => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`VS Code's server ${reason}:\n${heard('')}`));
    const timer = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    const listen = (chunk: Buffer): void => {
      const port = /listening on (\d+)/.exec(heard(chunk.toString()))?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
