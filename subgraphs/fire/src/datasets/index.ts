import type { Dataset } from '@huitong/kit';

/** What this department can import. */
export const datasets: readonly Dataset[] = [];
