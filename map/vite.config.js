import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (name) => fileURLToPath(new URL(`${name}.html`, import.meta.url));

/**
 * One build, one page a file. Every page takes its assets from /assets/, which the gateway serves from dist/assets.
 *
 * The pages work in a network without a way out: everything is bundled, and nothing is preloaded from elsewhere.
 */
export default defineConfig({
  base: '/',
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Monaco's fonts and icons stay files: a data: URL would oblige the gateway to widen its content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Monaco is one piece of 3.5 MB and is loaded lazily; warning about it on every install helps nobody.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      input: { index: page('index'), explorer: page('explorer') },
      onwarn(warning, report) {
        // "use client" is a word to server renderers; there is none here, and the libraries say it a hundred times.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') {
          report(warning);
        }
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});
