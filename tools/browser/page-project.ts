import type { TestProjectConfiguration } from 'vitest/config'

/** Tests that use the built page as a person does: `*.page.test.ts` run in Node and drive a browser. Where there is none, `missing.test.ts` speaks for them. */
export function pageProject(conditions: readonly string[]): TestProjectConfiguration {
  return {
    resolve: { conditions: [...conditions] },
    ssr: { resolve: { conditions: [...conditions], externalConditions: [...conditions] } },
    test: {
      name: 'page',
      include: ['packages/web/test/**/*.page.test.ts'],
      pool: 'forks',
      testTimeout: 240_000,
      hookTimeout: 60_000,
      // One page computes with every core there is.
      fileParallelism: false,
    },
  }
}
