// The versions of VS Code that the tests run in, and their parts. The npm package code-server contains in lib/vscode a
// complete build of VS Code: server, workbench and extension host for Node. Only that folder is used.

/**
 * @typedef {object} Edition
 * @property {string} codeServer version of the code-server package that contains this VS Code
 * @property {string} sha512 of that package's archive, base64
 * @property {string} node version of Node that this VS Code is built for
 * @property {string[]} natives packages with C++ that must be compiled: without spdlog an output channel stays empty,
 *   without fs-copyfile the git extension does not start
 * @property {string[]} dropped dependencies for Copilot, Windows, SSH and telemetry: most of the size, not needed
 */

/** @type {Record<string, Edition>} newest first; the last one is the lowest that engines.vscode allows */
export const editions = {
  '1.139.1': {
    codeServer: '4.139.1',
    sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    node: '24.21.0',
    natives: ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/fs-copyfile'],
    dropped: [
      '@devcontainers/cli',
      '@github/copilot-sdk',
      '@microsoft/mxc-sdk',
      '@vscode/copilot-api',
      '@vscode/deviceid',
      '@vscode/sandbox-runtime',
      '@vscode/sqlite3',
      '@vscode/windows-process-tree',
      '@vscode/windows-registry',
      'kerberos',
      'node-addon-api',
      'ssh2',
      'tar',
      'zod',
    ],
  },
  '1.100.3': {
    codeServer: '4.100.3',
    sha512: 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    node: '20.20.2',
    natives: ['@vscode/spdlog', 'native-watchdog'],
    dropped: ['@vscode/deviceid', '@vscode/windows-process-tree', '@vscode/windows-registry', 'kerberos'],
  },
};

/** The version that `npm run workbench` serves. */
export const newest = Object.keys(editions)[0];

/** A package that contains ripgrep; the package of the old version would download it during installation. */
export const RIPGREP = '@vscode/ripgrep-universal@1.18.0';
