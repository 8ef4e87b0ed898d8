import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedPostgres, withPlainClient } from '@huitong/kit';
import { ask } from './harness/ask.js';
import { run } from './harness/command.js';
import { operatorEnvironment } from './harness/configuration.js';
import { type House, newDataFolder, startHouse } from './harness/house.js';
import { commandOf, isRunning, until } from './harness/processes.js';

const execute = promisify(execFile);

/** What `curl` of the printed line does, for machines that have none. */
const curlOfNode = `
const [address, ...rest] = process.argv.slice(1).filter((word) => word !== '-s');
const of = (flag) => rest.flatMap((word, index) => (rest[index - 1] === flag ? [word] : []));
const headers = Object.fromEntries(of('-H').map((line) => line.split(/: (.*)/s)));
fetch(address, { method: 'POST', headers, body: of('-d')[0] }).then(async (answer) => process.stdout.write(await answer.text()));
`;

let data: string;
beforeAll(async () => {
  data = await newDataFolder();
});
afterAll(() => rm(data, { recursive: true, force: true }));

const team = /* GraphQL */ `
  mutation Write($name: String!) {
    upsertRescueTeam(
      input: { sourceId: "lifecycle", name: $name, category: GRASSROOTS, divisionCode: "140581" }
    ) {
      outcome
      rescueTeam {
        id
        name
      }
    }
  }
`;
const readTeam = '{ rescueTeams(where: { nameContains: "先写后断电" }) { nodes { id name } } }';

describe('the first start', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ data });
  }, 600_000);
  afterAll(() => house?.stop());

  it('says where to look, and each address answers', async () => {
    const printed = house.running.output();
    for (const path of ['/graphql', '/explorer', '/health', '/ready', '/metrics']) {
      expect(printed).toContain(`${house.url}${path}`);
    }
    for (const path of ['/health', '/ready', '/metrics']) {
      expect([path, (await fetch(`${house.url}${path}`)).status]).toEqual([path, 200]);
    }
    expect(await (await fetch(`${house.url}/metrics`)).text()).toContain('huitong_requests_total');
    expect((await fetch(`${house.url}/nowhere`)).status).toBe(404);
  });

  it('prints a curl line that works when pasted', async () => {
    const line = /^curl .*$/m.exec(house.running.output())?.[0] ?? '';
    const script = `command -v curl > /dev/null || curl() { '${process.execPath}' -e "$CURL" -- "$@"; }\n${line}`;
    const env = operatorEnvironment({ CURL: curlOfNode });
    const { stdout } = await execute('bash', ['-c', script], { env });
    const { data: answer, errors } = JSON.parse(stdout) as {
      data: { coalMines: { edges: unknown[] } };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    expect(answer.coalMines.edges.length).toBeGreaterThan(0);
  });

  it('huitong token prints a token that is accepted, and nothing else', async () => {
    const { code, output, errors } = await run(['token', '--as', 'water-bureau', '--data', data]);
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { status, body } = await ask(house.url, {
      token: output.trim(),
      body: { query: '{ departments(first: 1) { totalCount } }' },
    });
    expect([status, body.errors]).toEqual([200, undefined]);
    const unknown = await run(['token', '--as', 'nobody', '--data', data]);
    expect([unknown.code, unknown.errors]).toEqual([
      1,
      expect.stringMatching(/SETTING_INVALID.*nobody.*duty-officer/s),
    ]);
  }, 600_000);

  it('a second start on the same folder says who holds it, and changes nothing', async () => {
    const { code, output, errors } = await run(['start', '--port', '0', '--data', data]);
    expect(code).toBe(1);
    expect(errors).toMatch(/DATA_FOLDER_IN_USE/);
    expect(errors).toContain(String(house.pid));
    expect(errors).toContain(data);
    expect(errors).toMatch(/to do: /);
    expect(output).not.toContain('is ready');
    expect((await fetch(`${house.url}/ready`)).status).toBe(200);
  }, 600_000);

  it('SIGTERM lets the request under way finish, turns new ones away, and leaves no process behind', async () => {
    const all = house.children();
    expect(all.some((pid) => commandOf(pid).includes('postgres'))).toBe(true);
    const answer = await withPlainClient(await house.superuserUrl('huitong_commons'), async (admin) => {
      await admin.query('begin');
      await admin.query('lock table department in access exclusive mode');
      const slow = house.query('duty-officer', '{ departments(first: 3) { nodes { name } } }');
      await until('the request waits for its rows', async () => {
        const { rows } = await admin.query(
          `select 1 from pg_locks where not granted and relation = 'department'::regclass`,
        );
        return rows.length > 0;
      });
      process.kill(house.pid, 'SIGTERM');
      await until('new requests are turned away', async () => {
        const { status, body } = await house.query('duty-officer', '{ __typename }');
        return status === 503 && body.errors?.[0]?.extensions.code === 'SHUTTING_DOWN';
      });
      await admin.query('commit');
      return slow;
    });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    expect((answer.body.data as { departments: { nodes: unknown[] } }).departments.nodes).toHaveLength(3);
    expect((await house.running.ended).code).toBe(0);
    expect(all.filter(isRunning)).toEqual([]);
  }, 600_000);
});

describe('with a process for each subgraph', () => {
  it('after kill -9 no subgraph lives on, and the next start recovers every acknowledged row', async () => {
    let house = await startHouse({ data, processes: true });
    const subgraphs = house.children().filter((pid) => commandOf(pid).includes(' subgraph '));
    expect(subgraphs).toHaveLength(6);
    const written = await house.query('duty-officer', team, { name: '先写后断电救援队' });
    const row = (written.body.data as { upsertRescueTeam: { outcome: string; rescueTeam: object } })
      .upsertRescueTeam;
    expect(row.outcome).toBe('INSERTED');
    const others = await house.query('duty-officer', '{ coalMines { totalCount } shelters { totalCount } }');
    await house.kill9();
    await until(
      'the subgraphs notice that their parent is gone',
      () => subgraphs.filter(isRunning).length === 0,
    );

    house = await startHouse({ data, processes: true, args: ['--grace', '8'] });
    try {
      expect(house.running.output()).toMatch(/recovered|taken over/);
      const read = await house.query('duty-officer', readTeam);
      expect(read.body).toMatchObject({ data: { rescueTeams: { nodes: [row.rescueTeam] } } });
      const again = await house.query('duty-officer', '{ coalMines { totalCount } shelters { totalCount } }');
      expect(again.body.data).toEqual(others.body.data);
    } finally {
      const all = house.children();
      const began = performance.now();
      expect((await house.stop()).code).toBe(0);
      expect(all.filter(isRunning)).toEqual([]);
      // Idle subgraphs end when told to; the grace is for those that are busy.
      expect(performance.now() - began).toBeLessThan(8000);
    }
  }, 600_000);
});

describe('what cannot be started', () => {
  it('a taken port is named before anything is started', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    try {
      const { code, output, errors } = await run(['start', '--port', String(port), '--data', data]);
      expect([code, output]).toEqual([1, '']);
      expect(errors).toMatch(/PORT_TAKEN/);
      expect(errors).toContain(String(port));
      expect(errors).toMatch(/to do: .*--port/);
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  }, 600_000);

  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['an unknown variable', ['start'], { HUITONG_X: '1' }, /SETTING_UNKNOWN.*HUITONG_X/s],
    ['an unknown flag', ['start', '--unknown'], {}, /unknown option '--unknown'/],
    ['a port that is none', ['start', '--port', '70000'], {}, /SETTING_INVALID.*--port/s],
    [
      'a variable with a value that is none',
      ['start'],
      { HUITONG_PROCESSES: 'perhaps' },
      /SETTING_INVALID.*HUITONG_PROCESSES/s,
    ],
    [
      'a database that is no PostgreSQL',
      ['start', '--postgres', 'mysql://127.0.0.1/x'],
      {},
      /SETTING_INVALID.*--postgres/s,
    ],
    [
      'an identity provider without its issuer',
      ['start', '--port', '0', '--jwks', 'https://127.0.0.1/jwks'],
      {},
      /SETTING_INVALID.*--issuer/s,
    ],
    [
      'an identity provider in the clear, in production',
      ['start', '--port', '0', '--issuer', 'http://identity.example'],
      { NODE_ENV: 'production' },
      /NOT_IN_PRODUCTION.*https.*--issuer/s,
    ],
    [
      'an identity provider that cannot be discovered',
      ['start', '--port', '0', '--issuer', 'urn:identity'],
      {},
      /SETTING_INVALID.*--jwks.*--issuer/s,
    ],
    [
      'a claims mapping without an identity provider',
      ['start', '--port', '0', '--claims', 'claims.json'],
      {},
      /SETTING_INVALID.*--claims needs --issuer/s,
    ],
    [
      'certificates where nothing is reached by TLS',
      ['start', '--port', '0', '--tls', 'certificates'],
      {},
      /SETTING_INVALID.*--processes/s,
    ],
    [
      'the development issuer in production',
      ['start', '--port', '0'],
      { NODE_ENV: 'production' },
      /NOT_IN_PRODUCTION.*development issuer/s,
    ],
    [
      'its tokens in production',
      ['token', '--as', 'auditor'],
      { NODE_ENV: 'production' },
      /NOT_IN_PRODUCTION.*development issuer/s,
    ],
    [
      'demo data in production',
      ['start', '--port', '0', '--sample'],
      { NODE_ENV: 'production' },
      /NOT_IN_PRODUCTION.*--sample/s,
    ],
    [
      'demo data in production, by variable',
      ['start', '--port', '0'],
      { NODE_ENV: 'production', HUITONG_SAMPLE: 'true' },
      /NOT_IN_PRODUCTION.*--sample/s,
    ],
  ])(
    '%s is refused by name',
    async (_, args, env, message) => {
      const unused = join(data, 'never-made');
      const { code, output, errors } = await run([...args, '--data', unused], env);
      expect(errors).toMatch(message);
      expect([code, output]).toEqual([1, '']);
    },
    600_000,
  );

  it('a data folder that is a file is named', async () => {
    const path = join(data, 'a-file');
    await writeFile(path, '');
    const { code, errors } = await run(['start', '--port', '0', '--data', path]);
    expect([code, errors]).toEqual([1, expect.stringMatching(/DATA_FOLDER_UNUSABLE|SETTING_INVALID/)]);
    expect(errors).toContain(path);
    expect(errors).not.toMatch(/\n\s+at /);
  }, 600_000);
});

describe('a PostgreSQL of the operator', () => {
  it('is used by its address, and goes on when the house ends', async () => {
    const own = await newDataFolder();
    const server = await startEmbeddedPostgres({ dataDirectory: own });
    try {
      const house = await startHouse({ sample: false, args: ['--postgres', server.adminUrl] });
      try {
        expect(house.running.output()).toContain(`PostgreSQL at 127.0.0.1:${new URL(server.adminUrl).port}`);
        // The administrator's password is nobody's to read.
        const password = decodeURIComponent(new URL(server.adminUrl).password);
        expect(house.running.output() + house.running.errors()).not.toContain(password);
        expect(house.children()).toEqual([]);
        const written = await house.query('duty-officer', team, { name: '先写后断电救援队' });
        expect(written.body).toMatchObject({ data: { upsertRescueTeam: { outcome: 'INSERTED' } } });
      } finally {
        await house.remove();
      }
      const rows = await withPlainClient(
        server.adminUrl.replace(/\/[^/]*$/, '/huitong_emergency'),
        async (admin) => (await admin.query('select name from rescue_team')).rows,
      );
      expect(rows).toEqual([{ name: '先写后断电救援队' }]);
    } finally {
      await server.stop();
      await rm(own, { recursive: true, force: true });
    }
  }, 600_000);
});
