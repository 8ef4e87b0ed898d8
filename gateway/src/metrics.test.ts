import { expect, it } from '@jest/globals';
import { countsOf, createMetrics, pageOf } from './metrics.js';

it('what a process has counted is kept when it is gone, and what it used is not', async () => {
  const [gone, goneToo, here] = [createMetrics(() => 5), createMetrics(() => 0), createMetrics(() => 2)];
  for (const metrics of [gone, gone, goneToo, here]) metrics.requested('ok', 10);
  const departed = await countsOf([await countsOf([await gone.snapshot()]), await goneToo.snapshot()]);
  const { text } = await pageOf([await here.snapshot(), departed]);
  expect(text).toContain('huitong_requests_total{outcome="ok"} 4\n');
  expect(text).toContain('huitong_request_seconds_count 4\n');
  expect(text).toContain('huitong_requests_in_flight 2\n');
});
