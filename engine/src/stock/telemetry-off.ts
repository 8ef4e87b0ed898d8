// Air-gapped networks: nothing may leave the process. `@apollo/gateway` reports to its vendor unless told not to.
// eslint-disable-next-line no-restricted-properties -- written, not read: its package takes no other word for it
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
