// The order of these two imports is the point: the first switches telemetry off before the second can look.
import './telemetry-off.js';
import gateway from '@apollo/gateway';

/**
 * The one door to `@apollo/gateway`: its executor and nothing else. No `ApolloGateway` is ever made, so none of its
 * HTTP client, polling, uplink or telemetry runs.
 */
export const { executeQueryPlan, buildOperationContext } = gateway;
