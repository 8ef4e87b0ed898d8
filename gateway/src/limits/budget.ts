import { refusal } from '@huitong/contract';
import type { Limits } from '../options.js';
import type { AnswerSize } from './answerSize.js';

/** What one HTTP request may still cost: all operations of a batch spend from the same one. */
export class Budget {
  readonly #limits: Pick<Limits, 'objects' | 'cost'>;
  #objects = 0;
  #cost = 0;

  constructor(limits: Pick<Limits, 'objects' | 'cost'>) {
    this.#limits = limits;
  }

  /**
   * Takes an operation's share, also of one that is then refused: who asks for too much is not asked again.
   * @throws Refusal TOO_MANY_OBJECTS, TOO_COSTLY.
   */
  spend({ objects, cost }: AnswerSize): void {
    this.#objects += objects;
    this.#cost += cost;
    const { objects: maximumObjects, cost: maximumCost } = this.#limits;
    if (this.#objects > maximumObjects) {
      throw refusal('TOO_MANY_OBJECTS', { facts: { limit: maximumObjects, asked: this.#objects } });
    }
    if (this.#cost > maximumCost) {
      throw refusal('TOO_COSTLY', {
        message: `The query is estimated to cost ${this.#cost}; one request may cost ${maximumCost}.`,
        facts: { limit: maximumCost, cost: this.#cost },
      });
    }
  }
}
