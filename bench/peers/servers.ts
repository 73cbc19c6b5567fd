/** Language servers: ours and the one in common use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientCapabilities } from 'vscode-languageserver';
import { which } from '../../scripts/lib/shell.mjs';
import type { InitializationOptions } from '../../server/src/lsp/protocol/index';
import { PULL_CLIENT } from '../../test/support/lspClient';
import { OWN, type Build } from '../builds';
import type { Absent } from './validators';

export interface LanguageServer {
  readonly name: string;
  readonly command: readonly string[];
  readonly languageId: string;
  /** The capabilities of the client. */
  readonly client: ClientCapabilities;
  /** What the client gives the server when it starts. */
  readonly options?: InitializationOptions;
}

/** The server of the most used extension gets 4 GB: with its default of 64 MB it fails for large files. */
const LEMMINX_HEAP = '-Xmx4g';
/** The heap that the extension gives it by default. */
const DEFAULT_HEAP = '-Xmx64m';

/** All servers, ours first. @param builds other builds of ours */
export function servers(builds: readonly Build[] = []): (LanguageServer | Absent)[] {
  return [ours(), ...builds.map(ours), ...lemminx()];
}

/** The built server of this repository. */
export function ours({ name, root, node }: Build = OWN): LanguageServer | Absent {
  const server = join(root, 'dist', 'server.js');
  if (!existsSync(server)) return { name, missing: 'it is not built: npm run build' };
  return { name, command: [node, server, '--stdio'], languageId: 'vpc', client: PULL_CLIENT };
}

function lemminx(): (LanguageServer | Absent)[] {
  const name = 'LemMinX';
  const jar = process.env.LEMMINX_JAR;
  const java = which('java');
  if (jar === undefined) return [{ name, missing: 'LEMMINX_JAR does not name its jar (org.eclipse.lemminx-uber.jar)' }];
  if (!existsSync(jar)) return [{ name, missing: `LEMMINX_JAR names ${jar}, and there is no such file` }];
  if (java === undefined) return [{ name, missing: 'there is no java on the PATH' }];
  return [
    { name, command: [java, LEMMINX_HEAP, '-jar', jar], languageId: 'xml', client: PULL_CLIENT },
    {
      name: `${name}, default heap`,
      command: [java, DEFAULT_HEAP, '-jar', jar],
      languageId: 'xml',
      client: PULL_CLIENT,
    },
  ];
}
