import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { parse } from 'yaml';
import { personas } from '@huitong/cli';
import { demoLine, demoUscc, type EmbeddedPostgres, startEmbeddedPostgres } from '@huitong/kit';
import { ask } from '../e2e/harness/ask.js';
import { launch, run, type Running } from '../e2e/harness/command.js';
import { operatorEnvironment } from '../e2e/harness/configuration.js';
import { read } from './tree.js';

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | { source: string; target: string; volume?: { subpath: string } })[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(compose.services).filter(([, service]) => service.image?.startsWith('huitong'));
const subgraphs = ours.map(([name]) => name).filter((name) => name !== 'migrate' && name !== 'gateway');

describe('docker-compose.yml', () => {
  it('runs every service of ours as an ordinary user, read-only, with a check of its health', () => {
    expect(subgraphs).toEqual(['commons', 'mines', 'hazmat', 'fire', 'emergency', 'sharing']);
    for (const [name, service] of ours) {
      expect([name, service]).toEqual([
        name,
        expect.objectContaining({ user: 'node', read_only: true, cap_drop: ['ALL'] }),
      ]);
      if (name !== 'migrate') expect([name, service.healthcheck?.test[0]]).toEqual([name, 'CMD']);
    }
  });

  it('starts subgraphs after the migrations, and the gateway after the subgraphs', () => {
    for (const name of subgraphs) {
      expect(compose.services[name]?.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
      });
    }
    expect(Object.keys(compose.services['gateway']?.depends_on ?? {})).toEqual(subgraphs);
  });

  it('holds no secret', () => {
    const given = Object.values(compose.services).flatMap(({ environment }) =>
      Object.entries(environment ?? {}),
    );
    const secret = given.filter(([name]) => /PASSWORD|POSTGRES$|JWKS|ISSUER/.test(name));
    expect(secret.length).toBeGreaterThanOrEqual(3);
    for (const [name, value] of secret)
      expect([name, value]).toEqual([name, expect.stringMatching(/\$\{\w+:\?/)]);
  });
});

describe('the Dockerfile', () => {
  it('builds in one stage, runs in another as an ordinary user, and starts the command', () => {
    const text = read('Dockerfile');
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text.slice(text.lastIndexOf('FROM '))).toMatch(/^USER node$/m);
    expect(text).toContain('ENTRYPOINT ["node", "cli/bin/huitong.js"]');
  });
});

/** What a container has and a process of this machine has not: names, folders and ports of its own. */
class Loopback {
  readonly ports = new Map<string, number>();

  constructor(
    readonly data: string,
    readonly postgresPort: number,
    readonly secrets: Readonly<Record<string, string>>,
  ) {}

  #given(text: string): string {
    return text.replace(/\$\{(\w+)[^}]*\}/g, (_, name: string) => this.secrets[name] ?? '');
  }

  text(service: Service, text: string): string {
    let result = this.#given(text);
    result = result.replace('@postgres:5432', `@127.0.0.1:${this.postgresPort}`);
    for (const [name, port] of this.ports) {
      result = result
        .replaceAll(`http://${name}:`, 'http://127.0.0.1:')
        .replaceAll(String(port), String(this.portOf(port)));
    }
    for (const volume of service.volumes ?? []) {
      const [source, target, subpath] =
        typeof volume === 'string'
          ? [...volume.split(':'), '']
          : [volume.source, volume.target, volume.volume?.subpath ?? ''];
      result = result.replace(
        new RegExp(`^${target}(?=/|$)`),
        join(this.data, this.#given(source as string), subpath as string),
      );
    }
    return result === '0.0.0.0' ? '127.0.0.1' : result;
  }

  /** The container's ports may be taken here: each is moved by one offset, chosen once. */
  readonly #offset = 20_000 + Math.floor(Math.random() * 10_000);
  portOf(port: number): number {
    return port + this.#offset;
  }

  command(service: Service): string[] {
    return (service.command ?? []).map((part) => this.text(service, part));
  }

  environment(service: Service): Record<string, string> {
    return Object.fromEntries(
      Object.entries(service.environment ?? {}).map(([name, value]) => [name, this.text(service, value)]),
    );
  }
}

describe('the services as processes of the loopback interface, in production', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let keys: Server;
  let loopback: Loopback;
  let token: string;
  const running: Running[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huitong-compose-'));
    server = await startEmbeddedPostgres({
      dataDirectory: join(folder, 'server'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    });
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' };
    // An identity provider as far as it takes to find its keys.
    keys = createServer(({ url }, response) =>
      response.end(
        JSON.stringify(url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }),
      ),
    );
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
    const { line, division, role, purpose, kind } = personas['duty-officer'] as (typeof personas)[string];
    const department = demoUscc(line, division);
    const claim = {
      kind,
      department,
      line,
      departments: demoLine(line, division),
      scope: [division],
      role,
      purpose,
      incident: null,
    };
    token = await new SignJWT({ huitong: claim })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
      .setIssuer(issuer)
      .setAudience('huitong')
      .setSubject('officer')
      .setExpirationTime('5m')
      .sign(privateKey);
    const password = decodeURIComponent(new URL(server.adminUrl).password);
    loopback = new Loopback(folder, server.port, {
      POSTGRES_PASSWORD: encodeURIComponent(password),
      HUITONG_ISSUER: issuer,
      AUDIT_KEY_FILE: 'audit-key.pem',
    });
    const made = await run(['audit', 'key', '--out', join(folder, 'audit-key.pem')]);
    expect(made).toMatchObject({ code: 0, errors: '' });
    subgraphs.forEach((name, index) => loopback.ports.set(name, 4001 + index));
    loopback.ports.set('gateway', 4000);
  }, 600_000);

  afterAll(async () => {
    for (const one of running.reverse()) {
      one.child.kill('SIGTERM');
      await one.ended;
    }
    keys.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const healthy = (service: Service) =>
    new Promise<boolean>((resolve) => {
      const [, command = '', ...args] = (service.healthcheck?.test ?? []).map((part) =>
        loopback.text(service, part),
      );
      spawn(command === 'node' ? process.execPath : command, args, { env: operatorEnvironment() }).once(
        'exit',
        (code) => resolve(code === 0),
      );
    });

  it('migrate once, come up healthy, the gateway last, and answer a token of the identity provider', async () => {
    const migrate = compose.services['migrate'] as Service;
    const once = await run(loopback.command(migrate), loopback.environment(migrate));
    expect(once).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });

    const start = async (name: string) => {
      const service = compose.services[name] as Service;
      const started = launch(loopback.command(service), loopback.environment(service));
      running.push(started);
      // Each look at its health is a process: there is nothing to see before it listens.
      await started.printed(/ listens on /);
      let gone = false;
      void started.ended.then(() => (gone = true));
      let up = false;
      while (!up && !gone) up = await healthy(service);
      expect([name, up, gone ? started.errors() : '']).toEqual([name, true, '']);
    };
    await Promise.all(subgraphs.map(start));
    await start('gateway');
    const url = `http://127.0.0.1:${loopback.portOf(4000)}`;
    const query = '{ division(code: "140581") { name } coalMines { totalCount } shelters { totalCount } }';
    const reply = await ask(url, { token, body: { query } });
    expect(reply.body).toMatchObject({
      data: { division: { name: '高平市' }, coalMines: { totalCount: 0 }, shelters: { totalCount: 0 } },
    });
    expect((await ask(url, { body: { query } })).status).toBe(401);
  }, 600_000);
});
