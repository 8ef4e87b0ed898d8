/*
 * Checks a proof out of a Huitong audit record, offline. For a department that was given one: this file and Node 20
 * are all that is needed, and nothing is taken on trust but the public key.
 *
 *   node auditVerifier.mjs PROOF.json KEY.pem [CHECKPOINT.txt]
 *
 * CHECKPOINT.txt is a checkpoint that you kept: the proof must then be about the log and the state that you know.
 * Exit code 0: it holds. 1: it does not, and the line says why.
 *
 * A record is a leaf of a Merkle tree (RFC 6962): its hash is H(00 ‖ record), that of two nodes H(01 ‖ left ‖ right).
 * A checkpoint names the tree's size and root and is signed (Ed25519). A record was in the log when the hashes along
 * its path lead to the signed root; one log is the beginning of another when the hashes along the path lead to both
 * roots (RFC 9162 §2.1.3.2 and §2.1.4.2). Every record holds a random salt, so a hash alone tells nothing of it.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const fail = (why) => {
  throw new Error(why);
};

const form = new RegExp(
  '^(huitong audit checkpoint 1\\norigin ([\\w.:/-]{1,200})\\nsize ([1-9]\\d{0,15})\\nroot ([0-9a-f]{64})\\n' +
    'time ([\\dT:.Z-]{20,30})\\ndigest (sha256|sm3)\\nprevious [0-9a-f]{64}\\nkey ed25519 ([0-9a-f]{16})\\n)' +
    'signature ([A-Za-z0-9+/]{85}[AQgw]==)\\n$',
);

/** Reads a checkpoint and checks its signature. */
function checkpointOf(text, key) {
  const match = form.exec(text) ?? fail('A checkpoint cannot be read.');
  const [, note, origin, size, root, time, digest, keyId, signature] = match;
  const der = key.export({ type: 'spki', format: 'der' });
  const ours = createHash('sha256').update(der).digest('hex').slice(0, 16);
  if (keyId !== ours) fail(`The checkpoint is signed with key ${keyId}; the key given is ${ours}.`);
  if (key.asymmetricKeyType !== 'ed25519') fail('The key is no Ed25519 key.');
  if (!verify(null, Buffer.from(note), key, Buffer.from(signature, 'base64'))) {
    fail('The checkpoint is not signed with the key given.');
  }
  return { origin, size: Number(size), root, time, digest };
}

export const hashesWith = (digest) => {
  const hash = (...parts) => parts.reduce((h, part) => h.update(part), createHash(digest)).digest();
  return {
    leaf: (text) => hash(Buffer.of(0), Buffer.from(text, 'utf8')),
    node: (left, right) => hash(Buffer.of(1), left, right),
  };
};

const pathOf = (path) =>
  Array.isArray(path) && path.length <= 64 && path.every((item) => /^[0-9a-f]{64}$/.test(item))
    ? path.map((item) => Buffer.from(item, 'hex'))
    : fail('The path cannot be read.');

const half = (number) => Math.floor(number / 2);
const odd = (number) => number % 2 === 1;

/** RFC 9162 §2.1.3.2: the root that a leaf's path leads to. */
function rootOfLeaf(leaf, { index, size, path }, { node }) {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) fail('The path is too long.');
    if (odd(fn) || fn === sn) {
      hash = node(sibling, hash);
      while (!odd(fn) && fn > 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = node(hash, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? hash : fail('The path is too short.');
}

/** RFC 9162 §2.1.4.2: the roots of both trees that a consistency path leads to. */
export function rootsOfPath(from, to, path, { node }) {
  if (from.size === to.size)
    return path.length === 0 ? [from.root, from.root] : fail('The path is too long.');
  if (from.size > to.size) fail('The later checkpoint has fewer records.');
  let whole = from.size;
  while (!odd(whole)) whole = half(whole);
  const [first, ...rest] = whole === 1 ? [Buffer.from(from.root, 'hex'), ...path] : path;
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [old, now] = [first ?? fail('The path is too short.'), first];
  for (const sibling of rest) {
    if (sn === 0) fail('The path is too long.');
    if (odd(fn) || fn === sn) {
      [old, now] = [node(sibling, old), node(sibling, now)];
      while (!odd(fn) && fn > 0) [fn, sn] = [half(fn), half(sn)];
    } else now = node(now, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? [old.toString('hex'), now.toString('hex')] : fail('The path is too short.');
}

function checkInclusion(proof, key) {
  const checkpoint = checkpointOf(proof.checkpoint, key);
  const hashes = hashesWith(checkpoint.digest);
  if (!Array.isArray(proof.records) || proof.records.length === 0) fail('There is no record in it.');
  for (const { index, record, path } of proof.records) {
    if (!Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) fail('There is no such leaf.');
    if (typeof record !== 'string') fail('A record cannot be read.');
    const way = { index, size: checkpoint.size, path: pathOf(path) };
    const root = rootOfLeaf(hashes.leaf(record), way, hashes).toString('hex');
    const { seq } = JSON.parse(record);
    if (root !== checkpoint.root || seq !== index + 1)
      fail(`Record ${seq} is not in the log that was signed.`);
  }
  return { kind: 'inclusion', checkpoint, records: proof.records.map(({ record }) => record) };
}

function checkConsistency(proof, key) {
  const [from, to] = [checkpointOf(proof.from, key), checkpointOf(proof.to, key)];
  if (from.origin !== to.origin || from.digest !== to.digest) fail('The checkpoints are of different logs.');
  const [old, now] = rootsOfPath(from, to, pathOf(proof.path), hashesWith(to.digest));
  if (old !== from.root || now !== to.root) fail('The later log does not begin with the earlier one.');
  return { kind: 'consistency', checkpoint: to, from, records: [] };
}

/**
 * Checks a proof (the parsed JSON). Throws an Error that says why when it does not hold.
 * @param {string} pem public key (or a certificate's) of who signs the log
 * @param {string} [kept] text of a checkpoint that must be the one proved from, or of the same root
 */
export function checkProof(proof, pem, kept) {
  const key = createPublicKey(pem);
  const check = {
    'huitong audit inclusion 1': checkInclusion,
    'huitong audit consistency 1': checkConsistency,
  };
  if (!Object.hasOwn(check, proof?.proof)) fail('This is no proof out of an audit record.');
  const found = check[proof.proof](proof, key);
  if (kept === undefined) return found;
  const known = checkpointOf(kept, key);
  const shown = found.from ?? found.checkpoint;
  const same = ['origin', 'size', 'root', 'digest'].every((name) => known[name] === shown[name]);
  return same ? found : fail('The proof is not about the checkpoint that was kept.');
}

function main([proofFile, keyFile, keptFile]) {
  try {
    const read = (file) => readFileSync(file, 'utf8');
    const proof = JSON.parse(
      read(proofFile ?? fail('node auditVerifier.mjs PROOF.json KEY.pem [CHECKPOINT.txt]')),
    );
    const { kind, checkpoint, records } = checkProof(proof, read(keyFile), keptFile && read(keptFile));
    for (const record of records) console.log(record);
    console.log(`${kind} holds: ${checkpoint.origin}, ${checkpoint.size} records, signed ${checkpoint.time}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
