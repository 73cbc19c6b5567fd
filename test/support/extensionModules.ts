import Module from 'node:module';

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };

/** Loads modules of the extension with a simulated `vscode`, which VS Code provides only to extensions that it runs. */
export async function withVsCode<Loaded>(vscode: object, load: () => Promise<Loaded>): Promise<Loaded> {
  // Modules that are loaded already have the `vscode` of another test.
  for (const path of Object.keys(require.cache)) if (/[\\/]client[\\/]src[\\/]/.test(path)) delete require.cache[path];
  const original = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? vscode : original.call(loader, request, ...rest));
  try {
    return await load();
  } finally {
    loader._load = original;
  }
}
