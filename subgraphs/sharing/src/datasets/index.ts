import type { Dataset } from '@huitong/kit';

/** Nothing is imported: applications, answers and grants are acts of a department on record, made in the graph. */
export const datasets: readonly Dataset[] = [];
