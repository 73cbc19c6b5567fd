/** The arrows of docs/ARCHITECTURE.md: lsp, cli -> service -> vpc -> xsd -> xml; client imports only lsp/protocol. */
const room = (name) => `^server/src/${name}/`;
const mayUse = { xml: [], xsd: ['xml'], vpc: ['xsd', 'xml'], service: ['vpc', 'xsd', 'xml'] };
const arrows = Object.entries(mayUse).map(([name, allowed]) => ({
  name: `arrow-${name}`,
  comment: `${name} may import from ${[name, ...allowed].join(', ')} only`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^(server|client)/', pathNot: [name, ...allowed].map(room) },
}));
const core = room('(xml|xsd|vpc|service)');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'lsp-cli-apart',
      comment: 'lsp and cli are two doors of one house; neither goes through the other',
      severity: 'error',
      from: { path: room('(lsp|cli)') },
      to: { path: room('(lsp|cli)'), pathNot: '^server/src/$1/' },
    },
    {
      name: 'client-protocol-only',
      comment: 'the client knows the server by its protocol alone',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/src/lsp/protocol\\.ts$' },
    },
    {
      name: 'server-not-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'core-runs-in-a-browser',
      comment: 'the core does no I/O: no Node, no vscode, no LSP connection',
      severity: 'error',
      from: { path: core },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'unknown'],
        pathNot:
          'node_modules/(xspattern|xmlchars|fast-xml-parser|csv-parse|jsonc-parser|picomatch|vscode-languageserver-types)/',
      },
    },
    {
      name: 'browser-entries',
      comment: 'what runs in a web worker or a webview imports nothing of Node',
      severity: 'error',
      from: { path: '^(client/webview/|client/src/extension\\.browser\\.ts|server/src/lsp/browser\\.ts)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
