import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type House, startHouse } from '../e2e/harness/house.js';
import { chromiumPath } from './configuration.js';
import { read } from './tree.js';

/** No request leaves the machine: every name but the loopback address fails to resolve. */
const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-quic'],
  ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
];

let house: House;
let browser: Browser;
let page: Page;
let scratch: string;
const requested: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'huitong-browser-'));
  house = await startHouse({ args: ['--sample-size', '1'] });
  browser = await chromium.launch({
    executablePath: await chromiumPath(scratch),
    headless: true,
    args: flags,
  });
  page = await browser.newPage();
  page.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}, 600_000);

afterAll(async () => {
  await browser.close();
  await house.remove();
  await rm(scratch, { recursive: true, force: true });
});

const foreign = () => requested.filter((url) => !url.startsWith(house.url) && !/^(data|blob):/.test(url));

describe('the explorer', () => {
  it('opens, takes a token, runs its first query, and asks nobody else for anything', async () => {
    await page.goto(`${house.url}/explorer`);
    await page.fill('#token', await house.token('duty-officer'));
    await page.waitForSelector('.graphiql-query-editor .monaco-editor .view-line');
    await page.keyboard.press('Escape');
    await page.click('.graphiql-query-editor .monaco-editor');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() =>
      document.querySelector('.result-window')?.textContent?.includes('distanceMetres'),
    );
    const answer = await page.textContent('.result-window');
    expect(answer).toContain('煤矿');
    expect(foreign()).toEqual([]);
    expect(requested.length).toBeGreaterThan(5);
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });

  it('says in its place what the root will be, in Chinese first', async () => {
    await page.goto(`${house.url}/`);
    expect(await page.getAttribute('html', 'lang')).toMatch(/^zh/);
    expect(await page.textContent('body')).toContain('/explorer');
    expect(foreign()).toEqual([]);
  });
});

describe('the first query of the README', () => {
  it.each(['README.md', 'README.zh-CN.md'])('gives the answer that %s shows', async (file) => {
    const text = read(file);
    const [, question = ''] = /<<'JSON'\n([^]*?)\nJSON\n/.exec(text) ?? [];
    const [, shown = ''] = /```json\n([^]*?)\n```/.exec(text) ?? [];
    const { query, variables } = JSON.parse(question) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const { body } = await house.query('duty-officer', query, variables);
    const expected = JSON.parse(shown) as { data: unknown; errors: unknown };
    expect({ data: body.data, errors: body.errors }).toEqual({
      data: expected.data,
      errors: expected.errors,
    });
  });
});
