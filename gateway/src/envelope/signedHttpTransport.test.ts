import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  EnvelopeMemory,
  envelopeHeader,
  openEnvelope,
  trustCaller,
  type VerifiedCaller,
} from '@huitong/contract';
import { claimOf, listenHttp } from '../testing/rig.js';
import { signedHttpTransport } from './signedHttpTransport.js';

const key = randomBytes(32);
const caller: VerifiedCaller = trustCaller({
  subject: 's',
  grants: [],
  incident: null,
  policyVersion: 'p',
  requestId: 'r',
  ...(claimOf('FIRE') as object),
} as never);

describe('the way to a subgraph in another process', () => {
  it('carries the caller in the body and signs exactly that body for that subgraph', async () => {
    const memory = new EnvelopeMemory();
    const seen: { problem: unknown; forAnother: unknown; body: unknown; headers: string }[] = [];
    const { url, close } = await listenHttp((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const header = request.headers[envelopeHeader] as string;
        const common = { method: 'POST', path: request.url ?? '', body };
        seen.push({
          problem: openEnvelope(key, header, { ...common, audience: 'mines' }, memory),
          forAnother: openEnvelope(key, header, { ...common, audience: 'fire' }, memory),
          body: JSON.parse(body.toString('utf8')),
          headers: JSON.stringify(request.headers),
        });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"version":"1"}}');
      });
    });
    const transport = signedHttpTransport({ subgraph: 'mines', url: `${url}/graphql?x=1`, key });
    const answer = await transport.execute(
      { subgraph: 'mines', query: '{ version }', variables: { name: '矿' } },
      { context: { caller, requestId: 'r' }, signal: AbortSignal.timeout(5000) },
    );
    await transport.close();
    await close();
    expect(answer.data).toEqual({ version: '1' });
    expect(seen).toMatchObject([
      {
        problem: null,
        forAnother: 'audience',
        body: { variables: { name: '矿' }, extensions: { huitong: { caller } } },
      },
    ]);
    expect(seen[0]?.headers).not.toContain('140500');
  });
});
