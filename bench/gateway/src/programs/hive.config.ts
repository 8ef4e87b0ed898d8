/** Configuration of the Hive Gateway command: its defaults, except that nothing is logged. */
export const gatewayConfig = { logging: false };
