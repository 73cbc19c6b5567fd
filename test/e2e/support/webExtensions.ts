/** Extensions in the web worker of a workbench, as on a site that embeds VS Code for the web. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { root } from './environment';

/** The files of an extension: path -> content. */
export type ExtensionFiles = Readonly<Record<string, Uint8Array>>;

/** Browsers start a worker only from a script that is served as one. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The files of a packed extension. */
export function packedFiles(vsix: string): ExtensionFiles {
  const prefix = 'extension/';
  const entries = Object.entries(unzipSync(readFileSync(vsix)));
  return Object.fromEntries(
    entries.flatMap(([path, bytes]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), bytes]] : [])),
  );
}

/** The extension with the file systems `plant:` and `archive:`, which both have these files. */
export async function virtualFiles(files: Readonly<Record<string, string>>): Promise<ExtensionFiles> {
  const bundled = await build({
    entryPoints: [join(root, 'test/e2e/virtual/extension.ts')],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    define: { FILES: JSON.stringify(files) },
    write: false,
    logLevel: 'warning',
  });
  const manifest = {
    name: 'virtual-files',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    browser: './extension.js',
    activationEvents: ['onFileSystem:plant', 'onFileSystem:archive'],
  };
  return { 'extension.js': bundled.outputFiles[0]!.contents, 'package.json': Buffer.from(JSON.stringify(manifest)) };
}

/** Adds extensions to a workbench that is opened in a page later. @param authority of the server that serves the page */
export async function addWebExtensions(
  page: Page,
  authority: string,
  extensions: readonly ExtensionFiles[],
): Promise<void> {
  const places = extensions.map((files, index) => ({ files, path: `/extension-under-test-${index}` }));
  for (const { files, path } of places) {
    await page.context().route(`**${path}/**`, (route) => {
      const name = decodeURIComponent(new URL(route.request().url()).pathname).slice(path.length + 1);
      const body = files[name];
      if (body === undefined) return route.fulfill({ status: 404, body: '' });
      const contentType = TYPES[extname(name)] ?? 'application/octet-stream';
      return route.fulfill({ body: Buffer.from(body), contentType });
    });
  }
  // The settings of the page name them by their place on a web server.
  const named = JSON.stringify(places.map(({ path }) => ({ scheme: 'http', authority, path })));
  const setting = `&quot;additionalBuiltinExtensions&quot;:${named.replaceAll('"', '&quot;')},`;
  await page.route(/\/\?folder=/, async (route) => {
    const response = await route.fetch();
    const start = 'data-settings="{';
    const html = await response.text();
    await route.fulfill({ response, body: html.replaceAll(start, `${start}${setting}`) });
  });
}
