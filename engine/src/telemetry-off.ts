// Air-gapped networks: nothing may leave the process. `@apollo/gateway` reports to its vendor unless told not to.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
