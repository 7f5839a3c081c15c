import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root,
  // Any folder of any host.
  base: './',
  resolve: {
    conditions: ['telltale:source', 'browser', 'module', 'import', 'default'],
    // The page says how much of it has been fetched; only core imports the runtime itself.
    alias: [
      {
        find: /^#runtime-wasm/,
        replacement: createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'),
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Inlined files would be fetched as data:, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { page: `${root}index.html`, 'service-worker': `${root}src/offline/service-worker.ts` },
      output: { entryFileNames: ({ name }) => (name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
  plugins: [listShell()],
})

/** Tells the service worker which files make the page, and gives each build a name of its own. */
function listShell(): Plugin {
  return {
    name: 'telltale-shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js']
      if (worker?.type !== 'chunk') return
      const files = Object.keys(bundle).filter((name) => name !== 'service-worker.js' && !/\.(wasm|onnx|map|jpg)$/.test(name))
      const shell = ['./', './icon.svg', ...files.filter((name) => !name.endsWith('.html')).map((name) => `./${name}`)]
      const name = createHash('sha256').update(shell.join('\n')).digest('hex').slice(0, 12)
      worker.code = `const shellFiles=${JSON.stringify(shell)},buildName=${JSON.stringify(name)};${worker.code}`
    },
  }
}
