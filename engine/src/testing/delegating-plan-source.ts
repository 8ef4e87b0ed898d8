import { completeFetch, type PlanSourceModule } from '../planning/index.js';

/**
 * A planner as somebody else would bring it, for `PlanningOptions.source`: it delegates to Apollo's, makes each fetch
 * anew from what a planner knows, and names them `Delegated`. An operation named `Endless` is planned until it is told to
 * stop; fetches planned after that are named `Told`.
 */
export const createPlanSource: PlanSourceModule['createPlanSource'] = ({ sdl, schema, apollo }) => {
  if (sdl.includes('type Unplannable')) throw new Error('This planner knows no such type.');
  const source = apollo();
  let name = 'Delegated';
  return {
    async plan(job, signal) {
      if (job.operationName === 'Endless') {
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            name = 'Told';
            reject(signal.reason as Error);
          });
        });
      }
      const { node, fetches } = await source.plan(job, signal);
      const made = fetches.map(({ shape: _, part: __, ...fetch }) =>
        completeFetch(schema, { ...fetch, operation: named(fetch.operation, name), operationName: name }),
      );
      return { node, fetches: made };
    },
  };
};

/** Apollo's planner leaves the operations of anonymous ones without a name, and of short ones without `query`. */
function named(operation: string, name: string): string {
  return operation.startsWith('{')
    ? `query ${name} ${operation}`
    : operation.replace('query', `query ${name}`);
}
