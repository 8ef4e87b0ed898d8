import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { refusal } from '@huitong/contract';

/**
 * Bounds of a package, so that a file of kilobytes cannot fill memory or a day. They are checked against what really
 * comes out of the inflater: a directory can say anything.
 */
export const ZIP_BOUNDS = {
  entries: 5_000,
  directoryBytes: 4 * 1024 * 1024,
  /** Of one part, inflated. */
  partBytes: 2 * 1024 * 1024 * 1024,
  /** Inflated to packed. Sheets come to 10 to 60; deflate can reach 1,030. */
  ratio: 200,
  /** Below this a high ratio does no harm: an empty sheet of many equal cells. */
  ratioFrom: 8 * 1024 * 1024,
} as const;

/** A part of the package, as the directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

const damaged = (what: string) =>
  refusal('FILE_UNREADABLE', {
    message: `The workbook is damaged: ${what}. Open it in Excel and save it anew.`,
  });
export const unsafe = (message: string) => refusal('WORKBOOK_UNSAFE', { message });

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

/** Parts of an open ZIP file by name. Throws Refusal FILE_UNREADABLE, WORKBOOK_UNSAFE. */
export async function readDirectory(handle: FileHandle): Promise<ReadonlyMap<string, ZipEntry>> {
  const { size } = await handle.stat();
  const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > tail.length) throw damaged('it has no directory');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count > ZIP_BOUNDS.entries || length > ZIP_BOUNDS.directoryBytes) {
    throw unsafe(`The workbook has ${count} parts; at most ${ZIP_BOUNDS.entries} are read.`);
  }
  if (start + length > size) throw damaged('its directory is cut off');
  const directory = await bytesAt(handle, start, length);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(directory, at);
    // Two parts of one name: which of them a reader takes depends on the reader.
    if (entries.has(entry.name.toLowerCase())) throw unsafe(`The workbook has two parts ${entry.name}.`);
    entries.set(entry.name.toLowerCase(), entry);
    at = next;
  }
  refuseOverlaps([...entries.values()], start);
  return entries;
}

function readEntry(directory: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== signatures.central) {
    throw damaged('its directory is broken');
  }
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
    directory.readUInt16LE(at + place),
  );
  const next = at + 46 + nameLength! + extraLength! + commentLength!;
  if (next > directory.length) throw damaged('its directory is broken');
  const name = directory.toString('utf8', at + 46, at + 46 + nameLength!).replaceAll('\\', '/');
  if ((directory.readUInt16LE(at + 8) & 1) !== 0) {
    throw unsafe('The workbook is protected by a password. Save it without one.');
  }
  const entry = {
    name,
    method: directory.readUInt16LE(at + 10),
    packedBytes: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  };
  if (Math.max(entry.packedBytes, entry.bytes, entry.offset) === 0xffffffff) {
    throw unsafe('The workbook is larger than 4 GB. Save the sheet as CSV.');
  }
  return { entry, next };
}

/** Parts that share bytes are how a small file holds a large one many times over. */
function refuseOverlaps(entries: readonly ZipEntry[], directoryStart: number): void {
  let end = 0;
  for (const entry of [...entries].sort((one, other) => one.offset - other.offset)) {
    if (entry.offset < end) throw unsafe('Parts of the workbook overlap.');
    end = entry.offset + 30 + entry.packedBytes;
  }
  if (end > directoryStart) throw damaged('a part is cut off');
}

/**
 * The content of a part, inflated piece by piece within {@link ZIP_BOUNDS}.
 * @throws Refusal WORKBOOK_UNSAFE, FILE_UNREADABLE
 */
export async function* readPart(handle: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await bytesAt(handle, entry.offset, 30);
  if (header.readUInt32LE(0) !== signatures.local)
    throw damaged(`the part ${entry.name} is not where it should be`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = piecesOf(handle, start, entry.packedBytes);
  if (entry.method !== 0 && entry.method !== 8)
    throw damaged(`the part ${entry.name} is packed in a way not known`);
  const source = entry.method === 0 ? packed : inflated(packed);
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      refuseBomb(entry, bytes);
      yield piece;
    }
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) {
      throw damaged(`the part ${entry.name} cannot be unpacked`);
    }
    throw error;
  }
  if (bytes !== entry.bytes) throw damaged(`the part ${entry.name} is not as long as it says`);
}

function refuseBomb({ name, packedBytes }: ZipEntry, bytes: number): void {
  if (bytes > ZIP_BOUNDS.partBytes) {
    throw unsafe(`The part ${name} is larger than 2 GB when unpacked. Split the sheet, or save it as CSV.`);
  }
  if (bytes > ZIP_BOUNDS.ratioFrom && bytes > packedBytes * ZIP_BOUNDS.ratio) {
    throw unsafe(
      `The part ${name} unpacks to more than ${ZIP_BOUNDS.ratio} times its size, as no sheet of rows does (zip bomb). ` +
        'Save the sheet as CSV if it is a real one.',
    );
  }
}

/** The inflater is pulled, never pushed: it makes no more than is read. */
async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  const source = Readable.from(packed);
  source.on('error', (error) => inflater.destroy(error));
  try {
    yield* source.pipe(inflater) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}

async function* piecesOf(handle: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const step = 256 * 1024;
  for (let done = 0; done < length; done += step) {
    yield await bytesAt(handle, start + done, Math.min(step, length - done));
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damaged('it is cut off');
  return buffer;
}
