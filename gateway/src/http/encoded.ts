/** So many characters are encoded in one go into memory that is kept; longer texts get memory of their own. */
const scratchCharacters = 256 * 1024;
/** Of UTF-8, a character of JavaScript's takes three at most; half of a pair, which takes two of its four, less. */
const bytesPerCharacter = 3;

let scratch: Buffer | null = null;

/**
 * A text in UTF-8, half of a pair as U+FFFD. To write it once into room enough for any and keep what was written takes
 * half as long as `Buffer.from`, which counts first.
 */
export function encoded(text: string): Buffer {
  if (text.length > scratchCharacters) return Buffer.from(text);
  scratch ??= Buffer.allocUnsafeSlow(scratchCharacters * bytesPerCharacter);
  return Buffer.from(scratch.subarray(0, scratch.write(text, 'utf8')));
}
