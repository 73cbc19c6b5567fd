// Packs an archive more tightly than zlib does, with the same entries in the same order: what is downloaded over slow lines may
// take seconds longer to build. Format: PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16; no ZIP64, no encryption.
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';

/** @type {{ deflateAsync(data: Uint8Array, options: object): Promise<Uint8Array> }} */
const zopfli = createRequire(import.meta.url)('@gfx/zopfli');

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
/** The start of the end record. */
const END = Buffer.from('PK\x05\x06', 'latin1');
const DEFLATED = 8;
/** Rounds of Zopfli: more of them win less than a thousandth. */
const ROUNDS = 5;

/** @param {Buffer} archive @returns {Promise<Buffer>} */
export async function recompressed(archive) {
  const end = archive.lastIndexOf(END);
  if (end < 0) throw new Error('Not an archive.');
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entriesIn(archive, end)) {
    const data = entry.method === DEFLATED ? await smaller(entry.data) : entry.data;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    // From the central entry: version needed, flags, method, time, date, checksum.
    entry.central.copy(local, 4, 6, 20);
    local.writeUInt16LE(entry.flags, 6);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(entry.size, 22);
    local.writeUInt16LE(entry.name.length, 26);
    const central = Buffer.from(entry.central);
    central.writeUInt16LE(entry.flags, 8);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(offset, 42);
    parts.push(local, entry.name, data);
    directory.push(central);
    offset += local.length + entry.name.length + data.length;
  }
  const list = Buffer.concat(directory);
  const last = Buffer.from(archive.subarray(end));
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, last]);
}

/** @param {Buffer} archive @param {number} end the start of the end record */
function* entriesIn(archive, end) {
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('The directory of the archive is damaged.');
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const central = archive.subarray(at, at + 46 + nameLength + extra + comment);
    const start = central.readUInt32LE(42);
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    yield {
      central,
      // Sizes are in the headers, so nothing follows the data (bit 3).
      flags: central.readUInt16LE(8) & ~8,
      method: central.readUInt16LE(10),
      size: central.readUInt32LE(24),
      name: central.subarray(46, 46 + nameLength),
      data: archive.subarray(data, data + central.readUInt32LE(20)),
    };
    at += central.length;
  }
}

/** @param {Buffer} data deflated */
async function smaller(data) {
  const found = await zopfli.deflateAsync(inflateRawSync(data), { numiterations: ROUNDS });
  return found.length < data.length ? Buffer.from(found) : data;
}
