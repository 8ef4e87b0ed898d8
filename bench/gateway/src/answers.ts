import { isDeepStrictEqual } from 'node:util';
import type { Case } from './cases.js';
import type { Stack } from './stack.js';

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** How a stack answers all bodies of a case. */
export interface Answers {
  /** Bytes of each answer. */
  readonly lengths: readonly number[];
  /** Why it is not compared with the others; absent when every answer equals the reference's. */
  readonly unlike?: string;
}

async function ask(stack: Stack, body: string): Promise<{ readonly answer: Answer; readonly bytes: number }> {
  const response = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text.slice(0, 300)}`);
  return { answer: JSON.parse(text) as Answer, bytes: Buffer.byteLength(text) };
}

/** Asks everything once, one after another: this also plans the operation and lets the subgraphs record. */
async function askAll(stack: Stack, { bodies }: Case) {
  const answers = [];
  for (const body of bodies) answers.push(await ask(stack, body));
  return answers;
}

const shortened = (value: unknown) => JSON.stringify(value)?.slice(0, 300);

/**
 * Compares the answers of all stacks with those of the first, all bodies of a case, data deeply equal and no errors. A
 * stack that answers otherwise did other work, so its figures would mean nothing.
 */
export async function compareAnswers(stacks: readonly Stack[], asked: Case): Promise<Answers[]> {
  const compared: Answers[] = [];
  let reference: readonly Answer[] | undefined;
  for (const stack of stacks) {
    try {
      const answers = await askAll(stack, asked);
      const lengths = answers.map(({ bytes }) => bytes);
      reference ??= answers.map(({ answer }) => answer);
      const turn = answers.findIndex(
        ({ answer }, index) => answer.errors || !isDeepStrictEqual(answer.data, reference?.[index]?.data),
      );
      const unlike = `${shortened(answers[turn]?.answer)} where ${stacks[0]?.name} has ${shortened(reference[turn])}`;
      compared.push(turn < 0 ? { lengths } : { lengths, unlike });
    } catch (error) {
      compared.push({ lengths: [], unlike: String(error) });
    }
  }
  return compared;
}
