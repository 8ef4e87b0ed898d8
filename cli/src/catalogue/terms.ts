import { prelude } from '@huitong/contract';

/**
 * The Chinese words for the values of an enum of the shared vocabulary: with them its descriptions begin, so that they
 * are said in one place only.
 * @param name for example `ShareAttribute`
 * @returns words by value; a value without one has none
 */
export function wordsOf(name: string): Readonly<Record<string, string>> {
  const [, body = ''] = new RegExp(`^enum ${name} \\{\\n([^}]*)^\\}`, 'm').exec(prelude) ?? [];
  const values = body.matchAll(/^ {2}"(?<description>[^"]*)"\n {2}(?<value>[A-Z_]+)$/gm);
  return Object.fromEntries(
    [...values].flatMap(({ groups }) => {
      const word = /^\p{Script=Han}+/u.exec(groups?.['description'] ?? '')?.[0];
      return word ? [[groups?.['value'] as string, word]] : [];
    }),
  );
}
