/**
 * The arrows of docs/ARCHITECTURE.md. Each room may import from itself and from the rooms listed here, nothing else.
 * There are no exemptions: type-only imports count, and so do cycles inside a room.
 */
const mayUse = {
  xml: [],
  xsd: ['xml'],
  domain: ['xsd', 'xml'],
  rules: ['domain', 'xsd', 'xml'],
  workspace: ['rules', 'domain', 'xsd', 'xml'],
  exchange: ['workspace', 'rules', 'domain', 'xsd', 'xml'],
  matrix: ['exchange', 'workspace', 'rules', 'domain', 'xsd', 'xml'],
  language: ['matrix', 'exchange', 'workspace', 'rules', 'domain', 'xsd', 'xml'],
  // The core for programs outside: no server, no command line, nothing of the client.
  library: ['language', 'matrix', 'exchange', 'workspace', 'rules', 'domain', 'xsd', 'xml'],
  // Nothing but the command line knows that large files are read in another way.
  streaming: ['workspace', 'rules', 'domain', 'xsd', 'xml'],
  // What the command line and the server do on disk in the same way.
  disk: ['workspace', 'rules', 'domain', 'xsd', 'xml'],
  lsp: ['disk', 'language', 'matrix', 'exchange', 'workspace', 'rules', 'domain', 'xsd', 'xml'],
  cli: ['disk', 'streaming', 'language', 'matrix', 'exchange', 'workspace', 'rules', 'domain', 'xsd', 'xml'],
};

const room = (name) => `^server/src/${name}/`;
const arrows = Object.entries(mayUse).map(([name, allowed]) => ({
  name: `arrow-${name}`,
  comment: `${name} may import from ${[name, ...allowed].join(', ')} only`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^(server|client)/', pathNot: [name, ...allowed].map(room) },
}));
const core = room('(xml|xsd|domain|rules|workspace|exchange|matrix|language|library|streaming)');
const LIBRARY_INDEX = '^server/src/index\\.ts$';
const LIBRARY = [LIBRARY_INDEX, room('library')];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'lsp-asks-the-facade',
      comment: 'the handlers know the language service by its facade and its types alone',
      severity: 'error',
      from: { path: room('lsp') },
      to: { path: room('language'), pathNot: '^server/src/language/(languageService|types)\\.ts$' },
    },
    {
      name: 'library',
      comment: 'what the library exports is of its room and the rooms that it may use',
      severity: 'error',
      from: { path: LIBRARY_INDEX },
      to: { path: '^(server|client)/', pathNot: ['library', ...mayUse.library].map(room) },
    },
    {
      name: 'library-is-for-others',
      comment: 'the library is for programs outside; inside, everything imports what it needs itself',
      severity: 'error',
      from: { pathNot: LIBRARY },
      to: { path: LIBRARY },
    },
    {
      name: 'client-protocol-only',
      comment: 'the client knows the server by its protocol alone',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/src/lsp/protocol/' },
    },
    {
      name: 'core-runs-in-a-browser',
      comment: 'the core does no I/O: no Node, no vscode, no LSP connection',
      severity: 'error',
      from: { path: [core, LIBRARY_INDEX] },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'unknown'],
        pathNot:
          'node_modules/(xspattern|xmlchars|fast-xml-parser|fflate|saxen|csv-parse|jsonc-parser|vscode-languageserver-types)/',
      },
    },
    {
      name: 'browser-entries',
      comment: 'what runs in a web worker or a webview imports nothing of Node',
      severity: 'error',
      from: { path: '^(client/webview/|client/src/webClient\\.ts|server/src/lsp/browser\\.ts)' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
