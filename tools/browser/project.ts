import { playwright } from '@vitest/browser-playwright'
import type { TestProjectConfiguration } from 'vitest/config'
import { findChromium } from './find-chromium.ts'
import { inNode } from './in-node.ts'

const flags = [
  // Chromium's own sandbox does not start for root, which is who runs in most containers.
  '--no-sandbox',
  // Without it there is no adapter at all where the only one is software.
  '--enable-unsafe-webgpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Tests in headless Chromium: `*.browser.test.ts`. Where there is none, one skipped or failed test for each of those files says how to get it. */
export function browserProject(conditions: readonly string[]): TestProjectConfiguration {
  const executablePath = findChromium()
  if (executablePath === null) return { test: { name: 'browser', include: ['tools/browser/missing.test.ts'] } }
  return {
    resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
    ssr: { resolve: { conditions: [...conditions, 'node'], externalConditions: [...conditions, 'node'] } },
    // What makes a page cross-origin isolated, which a second thread needs.
    server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
    // Packages are served as they are: bundled ahead, some look for their .wasm files in the wrong folder, and one that is found late reloads the page.
    optimizeDeps: { noDiscovery: true },
    test: {
      name: 'browser',
      include: ['packages/*/test/**/*.browser.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: flags } }),
        instances: [{ browser: 'chromium' }],
        commands: { inNode },
      },
    },
  }
}
