import { defineConfig } from 'vitest/config'
import { findChromium } from './tools/browser/find-chromium.ts'
import { pageProject } from './tools/browser/page-project.ts'
import { browserProject } from './tools/browser/project.ts'

// Tests run against the TypeScript sources of every package; only the wasm build has to exist.
const conditions = ['telltale:source']
const shared = { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } }

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'fast',
          include: ['packages/*/test/**/*.test.ts', 'models/*/test/**/*.test.ts', 'tools/test/**/*.test.ts'],
          exclude: ['**/*.{slow,gpu,browser,page}.test.ts', '**/node_modules/**'],
          pool: 'forks',
        },
      },
      {
        ...shared,
        test: {
          name: 'gpu',
          include: ['packages/*/test/**/*.gpu.test.ts'],
          globalSetup: ['packages/kernels-wgsl/test/software-driver.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          // A software GPU takes every core there is.
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'slow',
          include: ['packages/*/test/**/*.slow.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      browserProject(conditions),
      ...(findChromium() === null ? [] : [pageProject(conditions)]),
    ],
  },
})
