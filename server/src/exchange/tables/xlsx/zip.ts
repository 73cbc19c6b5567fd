/**
 * Reads the files of a ZIP archive (APPNOTE 6.3.9), one at a time and in pieces. The archive is hostile: what it says about sizes
 * is not believed, what it inflates to is counted, and nothing is unpacked that is not asked for. `fflate` has the same for whole
 * archives, but trusts the local headers and gives no piece before the end.
 */
import type * as Fflate from './fflate';
import { checkpoint } from '../../../xml/budget';
import { UTF_8 } from '../../../xml/encodings/registry';
import { TableFault } from '../fault';

/** A workbook of a thousand sheets has some three thousand files. */
const MAX_ENTRIES = 20_000;
/** What all files of an archive can have together when they are unpacked, in bytes. A full sheet of a million rows has 500 MB. */
const MAX_UNPACKED = 1024 * 1024 * 1024;
/** Compressed bytes that are unpacked at once: one byte becomes a thousand at most, so 16 MB. */
const SLICE = 16 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** The end of the directory and the longest comment after it, in bytes. */
const MAX_END = 22 + 65_535;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  /** In the archive, in bytes. */
  readonly size: number;
  readonly offset: number;
}

/** Whether bytes are those of a ZIP archive, as XLSX files are. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** An archive. Its methods throw a {@link TableFault} for what is damaged or too large. */
export class ZipArchive {
  private readonly view: DataView;
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.readDirectory();
    } catch (error) {
      // A place outside of the bytes.
      if (error instanceof RangeError) throw damaged();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The same archive, whose parts are counted anew: a sheet can be read twice. */
  again(): ZipArchive {
    return Object.assign(Object.create(ZipArchive.prototype) as ZipArchive, this, { unpacked: 0 });
  }

  /**
   * Unpacks a file.
   * @param name with forward slashes; case does not count (ECMA-376-2, 6.2.2.3)
   * @param receive called with each piece
   */
  read(name: string, receive: (piece: Uint8Array) => void): void {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new TableFault('Not a complete XLSX file: "{0}" is missing in it.', [name]);
    const packed = this.packed(entry);
    if (entry.method === STORED) {
      this.count(packed.length);
      return receive(packed);
    }
    let isDone = false;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded with the first workbook
    const { Inflate } = require('./fflate') as typeof Fflate;
    const inflate = new Inflate((piece, isLast) => {
      this.count(piece.length);
      isDone = isLast;
      if (piece.length > 0) receive(piece);
    });
    for (let from = 0; from < packed.length && !isDone; from += SLICE) {
      checkpoint(CHECKPOINTS_PER_SLICE);
      const isLast = from + SLICE >= packed.length;
      try {
        inflate.push(packed.subarray(from, from + SLICE), isLast);
      } catch (error) {
        throw isInflateError(error) ? damaged() : error;
      }
    }
  }

  private readDirectory(): void {
    const { view } = this;
    const end = this.endOfDirectory();
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (count > MAX_ENTRIES) throw new TableFault('The XLSX file has too many parts: {0}.', [String(count)]);
    for (let index = 0; index < count; index++) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const name = UTF_8.decode(this.bytes.subarray(at + 46, at + 46 + nameLength!)).text;
      if ((view.getUint16(at + 8, true) & 1) !== 0) throw new TableFault(ENCRYPTED);
      const entry = {
        method: view.getUint16(at + 10, true),
        size: view.getUint32(at + 20, true),
        offset: view.getUint32(at + 42, true),
      };
      // Of two files of one name, readers choose different ones: a file that shows two faces is not read.
      const key = name.toLowerCase();
      if (this.entries.has(key)) throw damaged();
      this.entries.set(key, entry);
      at += 46 + nameLength! + extra! + comment!;
    }
  }

  private endOfDirectory(): number {
    const last = this.bytes.length - 22;
    for (let at = last; at >= Math.max(0, last - MAX_END); at--) {
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY) return at;
    }
    throw damaged();
  }

  private packed({ method, size, offset }: Entry): Uint8Array {
    const { view } = this;
    if (method !== STORED && method !== DEFLATED) throw damaged();
    if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL_ENTRY) throw damaged();
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + size > this.bytes.length) throw damaged();
    return this.bytes.subarray(start, start + size);
  }

  private count(bytes: number): void {
    this.unpacked += bytes;
    if (this.unpacked > MAX_UNPACKED) {
      const limit = String(MAX_UNPACKED / 1024 / 1024);
      throw new TableFault('The XLSX file is too large: its parts have more than {0} MB.', [limit]);
    }
  }
}

/** A slice can take some milliseconds. */
const CHECKPOINTS_PER_SLICE = 512;

const ENCRYPTED = 'The XLSX file is encrypted. Save it without a password.';

/** `fflate` throws errors with a code for what it cannot inflate. */
function isInflateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

/** A damaged archive, where nothing more is known. */
export function damaged(): TableFault {
  return new TableFault('The XLSX file is damaged. Open it in a spreadsheet program and save it again.');
}
