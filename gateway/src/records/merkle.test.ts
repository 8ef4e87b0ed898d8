import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkProof, hashesWith, rootsOfPath } from '../../verifier/auditVerifier.mjs';
import { checkpointSigner, signCheckpoint } from './checkpoint.js';
import { CompactRange } from './compactRange.js';
import { type DigestName, digestOf, leafHash, noDigest } from './digest.js';
import { consistencyPath, inclusionPath, Leaves } from './proofs.js';

const largest = 130;
const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const signer = checkpointSigner(privateKey);

/** MTH of RFC 6962 §2.1 as it is written there. */
function naiveRoot(leaves: readonly Buffer[], digest: DigestName): Buffer {
  const [only] = leaves;
  if (!only) return digestOf(digest, '');
  if (leaves.length === 1) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return digestOf(
    digest,
    Buffer.concat([
      Buffer.of(1),
      naiveRoot(leaves.slice(0, half), digest),
      naiveRoot(leaves.slice(half), digest),
    ]),
  );
}

/** A log of as many records as are asked for, with its roots by size. */
function logOf(digest: DigestName) {
  const records = Array.from({ length: largest }, (_, index) => `{"seq":${index + 1},"x":"${index * 7}"}`);
  const hashes = records.map((record) => leafHash(digest, Buffer.from(record)));
  const leaves = new Leaves(digest);
  for (const hash of hashes) leaves.add(hash);
  const roots = Array.from({ length: largest + 1 }, (_, size) =>
    naiveRoot(hashes.slice(0, size), digest).toString('hex'),
  );
  const checkpoints = roots.map((root, size) =>
    size === 0
      ? ''
      : signCheckpoint(
          {
            origin: 'a/b',
            size,
            root,
            time: '2026-05-01T00:00:00.000Z',
            digest,
            previous: noDigest,
          },
          signer,
        ).text,
  );
  const asHex = (path: readonly Buffer[]) => path.map((hash) => hash.toString('hex'));
  return {
    records,
    hashes,
    leaves,
    roots,
    inclusion: (index: number, size: number) => ({
      proof: 'huitong audit inclusion 1',
      checkpoint: checkpoints[size],
      records: [{ index, record: records[index], path: asHex(inclusionPath(leaves, index, size)) }],
    }),
    consistency: (first: number, second: number) => ({
      proof: 'huitong audit consistency 1',
      from: checkpoints[first],
      to: checkpoints[second],
      path: asHex(consistencyPath(leaves, first, second)),
    }),
  };
}

describe.each([
  ['sha256', largest],
  ['sm3', 40],
] as const)('a tree over %s', (digest, largestProved) => {
  const log = logOf(digest);

  it('has the root of RFC 6962 at every size, also when it is gone on with from its peaks', () => {
    let range = CompactRange.empty(digest);
    for (let size = 0; size <= largest; size += 1) {
      expect(range.root()).toEqual(naiveRoot(log.hashes.slice(0, size), digest));
      range = CompactRange.of(digest, size, range.peaks) as CompactRange;
      range.append(log.hashes[size] ?? Buffer.alloc(32));
    }
    expect(CompactRange.of(digest, 3, [Buffer.alloc(32)])).toBeNull();
  });

  it('proves every record at every size', () => {
    for (let size = 1; size <= largestProved; size += 1) {
      const proofs = Array.from({ length: size }, (_, index) => log.inclusion(index, size));
      const records = proofs.flatMap((proof) => proof.records);
      expect(checkProof({ ...proofs[0], records }, publicKey).records).toEqual(log.records.slice(0, size));
    }
  });

  it('proves every size to be the beginning of every later one', () => {
    const hashes = hashesWith(digest);
    const at = (size: number) => ({ size, root: log.roots[size] as string });
    for (let second = 1; second <= largestProved; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const path = consistencyPath(log.leaves, first, second);
        const roots = rootsOfPath(at(first), at(second), path, hashes);
        if (roots[0] !== at(first).root || roots[1] !== at(second).root)
          throw new Error(`${first} of ${second}`);
      }
      const { from, checkpoint } = checkProof(log.consistency(Math.ceil(second / 3), second), publicKey);
      expect([from?.size, checkpoint.size]).toEqual([Math.ceil(second / 3), second]);
    }
  });

  it('proves nothing with another record, another place, a path changed, or a hash more or less', () => {
    const place = fc
      .integer({ min: 2, max: largest })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 }), fc.nat(), fc.nat({ max: 4 })));
    fc.assert(
      fc.property(place, ([size, index, at, how]) => {
        const proof = log.inclusion(index, size);
        const [proved] = proof.records;
        if (!proved) throw new Error('no record');
        const flipped = proved.path.map((hash, which) =>
          which === at % proved.path.length
            ? hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
            : hash,
        );
        const other = (index + 1 + (at % (size - 1))) % size;
        const forged = [
          { ...proved, index: other },
          { ...proved, record: log.records[other] },
          { ...proved, path: flipped },
          { ...proved, path: proved.path.slice(1) },
          { ...proved, path: [...proved.path, log.hashes[0]?.toString('hex')] },
        ][how];
        expect(() => checkProof({ ...proof, records: [forged] }, publicKey)).toThrow();
      }),
    );
  });

  it('proves no consistency with a path changed, or between other sizes', () => {
    const place = fc
      .integer({ min: 3, max: largest })
      .chain((second) => fc.tuple(fc.constant(second), fc.integer({ min: 1, max: second - 1 }), fc.nat()));
    fc.assert(
      fc.property(place, ([second, first, at]) => {
        const proof = log.consistency(first, second);
        const which = at % proof.path.length;
        const flipped = proof.path.map((hash, index) =>
          index === which ? hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) : hash,
        );
        const longer = { ...log.consistency(first, second), from: log.consistency(first + 1, second).from };
        expect(() => checkProof({ ...proof, path: flipped }, publicKey)).toThrow();
        expect(() => checkProof({ ...proof, path: proof.path.slice(1) }, publicKey)).toThrow();
        if (first + 1 < second) expect(() => checkProof(longer, publicKey)).toThrow();
        expect(() => checkProof({ ...proof, from: proof.to, to: proof.from }, publicKey)).toThrow();
      }),
    );
  });
});

describe('a proof', () => {
  const log = logOf('sha256');
  const proof = log.inclusion(3, 9);

  it('holds for the key that signed and for no other', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => checkProof(proof, other)).toThrow('signed with key');
    const changed = proof.checkpoint?.replace('size 9', 'size 8') ?? '';
    expect(() => checkProof({ ...proof, checkpoint: changed }, publicKey)).toThrow('not signed');
    expect(() => checkProof({ ...proof, checkpoint: `${proof.checkpoint} ` }, publicKey)).toThrow(
      'cannot be read',
    );
  });

  it('is about the checkpoint that was kept, where one is given', () => {
    const { from, to } = log.consistency(4, 9);
    expect(checkProof(proof, publicKey, to).checkpoint.size).toBe(9);
    expect(() => checkProof(proof, publicKey, from)).toThrow('not about the checkpoint');
    expect(checkProof(log.consistency(4, 9), publicKey, from).kind).toBe('consistency');
    expect(() => checkProof(log.consistency(5, 9), publicKey, from)).toThrow('not about the checkpoint');
  });

  it.each([
    null,
    {},
    { proof: 'toString' },
    { ...proof, records: [] },
    { ...proof, records: [{ index: 9 }] },
  ])('of another form is refused: %j', (nothing) => {
    expect(() => checkProof(nothing, publicKey)).toThrow();
  });
});
