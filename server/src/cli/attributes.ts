/** What a file has besides its content, for a file that replaces it. */
import { copyFile, type FileHandle } from 'node:fs/promises';
import { existsSync, type Stats } from 'node:fs';
import { localize } from './language';

/**
 * Gives a new file mode, owner, access control list and extended attributes of an old one. Throws where the owner, the list or the
 * attributes cannot be kept. On Windows, a file has the access control list that its folder gives it.
 * @param file the new one, empty
 */
export async function keepAttributes(from: string, to: string, file: FileHandle, old: Stats): Promise<void> {
  if (process.platform === 'win32') return;
  await copyAttributes(from, to, file);
  if (process.platform === 'darwin') await file.truncate();
  const { uid, gid } = await file.stat();
  if (uid !== old.uid || gid !== old.gid) {
    await file.chown(old.uid, old.gid).catch((error: unknown) => {
      throw new Error(localize('its owner and group cannot be kept; run the command as its owner'), { cause: error });
    });
  }
  await file.chmod(old.mode & 0o7777);
}

/** The GNU program, which knows access control lists and extended attributes; Node does not. */
const CP = ['/bin/cp', '/usr/bin/cp'];

async function copyAttributes(from: string, to: string, { fd }: FileHandle): Promise<void> {
  // The system's own copy of a file has them.
  if (process.platform === 'darwin') return copyFile(from, to);
  const cp = CP.find((path) => existsSync(path));
  if (process.platform !== 'linux' || cp === undefined) return;
  const { spawn } = await import('node:child_process');
  // By its descriptor: the program must not make the file again after a signal has removed it.
  const child = spawn(cp, ['--attributes-only', '--preserve=all', '--', from, '/proc/self/fd/3'], {
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe', fd],
  });
  const errors: Buffer[] = [];
  child.stderr?.on('data', (data: Buffer) => void errors.push(data));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  // That of small systems has no such option.
  if (code === 0 || /unrecognized option|usage:/i.test(Buffer.concat(errors).toString())) return;
  throw new Error(localize('its access control list and extended attributes cannot be kept'));
}
