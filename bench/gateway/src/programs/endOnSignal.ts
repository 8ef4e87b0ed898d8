/** Preloaded when a peer is profiled: Node writes the profile only when the process ends by itself. */
process.once('SIGTERM', () => process.exit(0));
