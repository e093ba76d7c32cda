// A folder as a zip, the way LinkedIn gives it: entries stored, names as they are. For stories that bring an archive.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The sum that a zip keeps of each entry (polynomial 0xEDB88320). Node has one of its own only since 20.15. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** What a zip that holds its entries stored or deflated says it has: the names, and a reader of one entry. */
export function unzipped(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) throw new Error('this is no zip');
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const entry = { packed: bytes.readUInt16LE(at + 10) === 8, size: bytes.readUInt32LE(at + 20), at: bytes.readUInt32LE(at + 42) };
    entries.set(bytes.toString('utf8', at + 46, at + 46 + name), entry);
    at += 46 + name + extra + comment;
  }
  const text = (name) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`the zip has no ${name}`);
    const begins = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const kept = bytes.subarray(begins, begins + entry.size);
    return (entry.packed ? inflateRawSync(kept) : kept).toString('utf8');
  };
  return { names: [...entries.keys()], text };
}

/** The files of a folder as one zip in memory, for a file field. */
export async function zipped(folder, name = 'archive.zip') {
  const entries = [];
  const central = [];
  let offset = 0;
  for (const file of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())) {
    const path = join(file.parentPath ?? file.path, file.name);
    const bytes = await readFile(path);
    const entry = Buffer.from(path.slice(folder.length + 1));
    const numbers = Buffer.alloc(22);
    numbers.writeUInt16LE(0x0800, 2); // names are UTF-8
    numbers.writeUInt16LE(0x5821, 8); // a day in 2024
    numbers.writeUInt32LE(crc32(bytes), 10);
    numbers.writeUInt32LE(bytes.length, 14);
    numbers.writeUInt32LE(bytes.length, 18);
    const version = Buffer.from([20, 0]);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(entry.length, 0);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), version, numbers.subarray(2), lengths, entry]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(offset, 12);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), version, version, numbers.subarray(2), lengths.subarray(0, 2), rest, entry]));
    entries.push(head, bytes);
    offset += head.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return { name, mimeType: 'application/zip', buffer: Buffer.concat([...entries, directory, end]) };
}
