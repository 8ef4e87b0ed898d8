import { createReadStream, readdirSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

/** Addresses of pages, and the file that each is. */
const addresses: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/explorer': 'explorer.html',
  '/desk': 'desk.html',
  '/ops': 'ops.html',
};

/**
 * What a page may do: run our own scripts and workers and talk to this gateway, and nothing else. Styles may be
 * inline because the editor in /explorer writes them.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The built pages in a folder. */
export interface Pages {
  /** The file at an address, or null. Nothing outside the folder's list is ever opened. */
  find(path: string): PageFile | null;
}

export interface PageFile {
  readonly file: string;
  readonly type: string;
  readonly bytes: number;
  /** Files under `assets/` carry a hash in their name and never change. */
  readonly immutable: boolean;
}

/**
 * Lists a folder of built pages once. Requests are looked up in the list, so `..`, links and encodings have nothing
 * to work on.
 * @param directory null when there are none.
 */
export function loadPages(directory: string | null): Pages {
  const files = new Map<string, PageFile>();
  if (directory !== null) {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(directory, file).split(sep).join('/')}`;
      files.set(path, {
        file,
        type: types[extname(file)] ?? 'application/octet-stream',
        bytes: statSync(file).size,
        immutable: path.startsWith('/assets/'),
      });
    }
  }
  for (const [address, file] of Object.entries(addresses)) {
    const page = files.get(`/${file}`);
    if (page) files.set(address, page);
  }
  return { find: (path) => files.get(path) ?? null };
}

export interface SendPageOptions {
  /** For HEAD. */
  readonly headOnly: boolean;
  readonly writeHead: (
    response: ServerResponse,
    status: number,
    head: { readonly headers: Readonly<Record<string, string>>; readonly length: number | null },
  ) => void;
}

/** Sends a page; for HEAD its headers only. */
export function sendPage(
  response: ServerResponse,
  page: PageFile,
  { headOnly, writeHead }: SendPageOptions,
): void {
  const headers = {
    'content-type': page.type,
    'cache-control': page.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  writeHead(response, 200, { headers, length: page.bytes });
  if (headOnly) {
    response.end();
    return;
  }
  createReadStream(page.file)
    .on('error', () => response.destroy())
    .pipe(response);
}
