/** The diagnostics of an asset owner's own file depend on the suppliers' files. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType, type ClientCapabilities, type Diagnostic } from 'vscode-languageserver';
import type { LspClient } from '../support/lspClient';
import { PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { OWNED, OWNED_PROBLEMS, ownerFolder, SUPPLIED } from '../support/ownerFolder';
import { BOTH } from '../support/vocabularies';

for (const vocabulary of BOTH) {
  describe(`the diagnostics of an asset owner's file, ${vocabulary.title}`, () => {
    const files = ownerFolder(vocabulary);
    let folder: string;
    let client: LspClient;
    const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
    const write = async (name: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    };

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vpc-'));
      for (const [name, text] of Object.entries(files)) await write(name, text);
      client = startInProcess();
    });
    afterEach(async () => {
      await client.stop();
      await rm(folder, { recursive: true });
    });

    const shown = (list: readonly Diagnostic[]): string[] =>
      list.map(({ code, message }) => `${code} ${message as string}`);
    /** Waits until the server has pushed these problems of the owner's file. */
    const pushed = async (expected: readonly string[]): Promise<void> => {
      await client.pushed(uriOf(OWNED), (list) => shown(list).join('\n') === expected.join('\n'));
    };
    const open = async (capabilities: ClientCapabilities): Promise<void> => {
      await client.initialize(capabilities, pathToFileURL(folder).href);
      await client.open(uriOf(OWNED), files[OWNED]);
    };
    /** Replaces the first occurrence of a text in the supplier's open document. */
    const replaced = async (text: string, old: string, by: string): Promise<string> => {
      const lines = text.slice(0, text.indexOf(old)).split('\n');
      const start = { line: lines.length - 1, character: lines.at(-1)!.length };
      await client.edit(uriOf(SUPPLIED), start, { ...start, character: start.character + old.length }, by);
      return text.replace(old, by);
    };
    const [withdrawn, ...others] = OWNED_PROBLEMS as [string, ...string[]];

    it('are those of the command line once all files are read', async () => {
      await open(PUSH_CLIENT);
      await pushed(OWNED_PROBLEMS);
    });

    it("change when a supplier's file is opened, edited and closed", async () => {
      await open(PUSH_CLIENT);
      await pushed(OWNED_PROBLEMS);
      const approved = files[SUPPLIED].replace('>Not Approved<', '>Approved<');
      await client.open(uriOf(SUPPLIED), approved);
      await pushed(others);
      const refused = await replaced(approved, '>Approved<', '>Not Approved<');
      await pushed(OWNED_PROBLEMS);
      await replaced(refused, '>In Test<', '>Released<');
      await pushed([withdrawn, ...others.slice(1)]);
      await client.close(uriOf(SUPPLIED));
      await pushed(OWNED_PROBLEMS);
    });

    it("change when a supplier's file changes on disk", async () => {
      await open(PUSH_CLIENT);
      await pushed(OWNED_PROBLEMS);
      await write(SUPPLIED, files[SUPPLIED].replace('>Not Approved<', '>Approved<'));
      const changes = [{ uri: uriOf(SUPPLIED), type: FileChangeType.Changed }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await pushed(others);
    });

    it('change when the configuration names other files', async () => {
      await open(PUSH_CLIENT);
      await pushed(OWNED_PROBLEMS);
      const configured = async (owner: readonly string[]): Promise<void> => {
        await write('vpc.config.json', ownerFolder(vocabulary, owner)['vpc.config.json']);
        const changes = [{ uri: uriOf('vpc.config.json'), type: FileChangeType.Changed }];
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      };
      // The newest file of the supplier is the owner's own now: the one before it speaks.
      await configured(['plant/**', SUPPLIED]);
      const stillTested = others[0]!.replace('northwind_VPC_mar.xml', 'northwind_VPC_feb.xml');
      const unlisted =
        'vpc/owner-ahead-of-supplier "Effective" for Batch, 5, but the newest edition of Northwind (northwind_VPC_feb.xml) says nothing about it. The patch can stop the product: ask the supplier, or take the state back.';
      await client.pushed(uriOf(OWNED), (list) => {
        const found = shown(list).filter((line) => line.startsWith('vpc/owner-'));
        return found.includes(stillTested) && found.includes(unlisted) && !found.includes(withdrawn);
      });
      await configured(['plant/**']);
      await pushed(OWNED_PROBLEMS);
      await configured([]);
      await client.pushed(
        uriOf(OWNED),
        (list) => list.filter(({ code }) => code === 'vpc/asset-owner-state').length === 5,
      );
    });

    it('are pulled again by a client that the server asks to', async () => {
      let refreshes = 0;
      let wake: () => void = () => undefined;
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshes++;
        wake();
        return null;
      });
      const refreshed = async (): Promise<void> => {
        const before = refreshes;
        while (refreshes === before) await new Promise<void>((resolve) => (wake = resolve));
      };
      const pulled = async (): Promise<string[]> => {
        const report = await client.pull(uriOf(OWNED));
        assert.equal(report.kind, 'full');
        return shown(report.items);
      };
      const workspace = { ...PULL_CLIENT.workspace, diagnostics: { refreshSupport: true } };
      await open({ ...PULL_CLIENT, workspace });
      await pulled();
      await client.logged('VPC files in the workspace: 5');
      assert.deepEqual(await pulled(), OWNED_PROBLEMS);
      const again = refreshed();
      await client.open(uriOf(SUPPLIED), files[SUPPLIED].replace('>Not Approved<', '>Approved<'));
      await client.pull(uriOf(SUPPLIED));
      await again;
      assert.deepEqual(await pulled(), others);
    });
  });
}
