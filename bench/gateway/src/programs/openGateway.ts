import type { GatewayOptions } from '@huitong/gateway';
import pino from 'pino';

/** Our gateway without departments: nobody is asked who they are; limits, metrics and planning threads as by default. */
export const openGatewayOptions = {
  identity: { mode: 'open' },
  sharing: false,
  production: true,
  pages: null,
  departments: [],
  decisionLog: null,
  logger: pino({ level: 'silent' }),
} satisfies Omit<GatewayOptions, 'supergraph' | 'transports'>;
