/** Serves VS Code with the extension of this checkout until it is interrupted: node --import tsx serve.ts FOLDER */
import { root } from './environment';
import { VsCodeServer } from './vscodeServer';

async function main(folder: string): Promise<void> {
  const server = await VsCodeServer.start({ development: true });
  console.log(`VS Code with VPC Tools: ${server.url({ folder, extension: root })}`);
  console.log('Ctrl+C ends it.');
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  await server.stop();
}

void main(process.argv[2] ?? root).then(() => process.exit(0));
