// `npm test`: sets up what is missing, then every check of the project, cheapest first. With arguments only vitest runs, with those arguments.
// The last line on stdout is always `N passed, N failed, N skipped`; a check that is no test counts only when it fails.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root, setUp } from './setup.mjs'

const report = join('test-results', 'vitest.json')
const onStderr = { stdio: ['ignore', 2, 2] }
const counts = { passed: 0, failed: 0, skipped: 0 }

const checks = [
  ['set-up', () => setUp()],
  ['style', () => must(binary('biome', ['check', '--diagnostic-level=warn', '.'], onStderr))],
  [
    'types',
    () =>
      must(binary('turbo', ['run', 'typecheck', '--ui=stream', '--output-logs=errors-only', '--no-update-notifier'], onStderr)),
  ],
  ['types of tools', () => must(binary('tsc', ['-p', 'tools/tsconfig.json'], onStderr))],
  ['unused code', () => must(binary('knip', ['--no-progress'], onStderr))],
  ['tests', () => runTests(process.argv.slice(2))],
]

for (const [name, check] of checks) {
  if (process.argv.length > 2 && name !== 'set-up' && name !== 'tests') continue
  const start = performance.now()
  process.stderr.write(`\n-- ${name}\n`)
  let outcome = 'ok'
  try {
    check()
  } catch (error) {
    outcome = `FAILED: ${error.message}`
    if (name !== 'tests') counts.failed++
  }
  process.stderr.write(`-- ${name}: ${outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`)
  if (name === 'set-up' && outcome !== 'ok') break
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = counts.failed > 0 ? 1 : 0

function must({ status, error }) {
  if (status !== 0) throw new Error(error?.message ?? `exit code ${status}`)
}

/** Runs vitest and counts from its report; throws when a test failed, or was skipped that may not be. */
function runTests(args) {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  rmSync(join(root, report), { force: true })
  const run = binary('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], onStderr)
  const result = readReport()
  const forbidden = result === null ? [] : forbiddenSkips(result)
  counts.passed += result?.numPassedTests ?? 0
  counts.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0) - forbidden.length
  // A file that does not load fails without a failing test in it.
  const failed = (result?.numFailedTests ?? 0) + forbidden.length
  counts.failed += run.status === 0 ? failed : Math.max(1, failed)
  for (const name of forbidden) process.stderr.write(`skipped although it is required here: ${name}\n`)
  must(run)
  if (failed > 0) throw new Error(`${failed} tests`)
}

function readReport() {
  try {
    return JSON.parse(readFileSync(join(root, report), 'utf8'))
  } catch {
    return null
  }
}

/** Tests that need a GPU or a browser must run where REQUIRE_GPU or REQUIRE_BROWSER says that there is one. */
function forbiddenSkips(result) {
  const required = [
    ...(process.env.REQUIRE_GPU === '1' ? ['.gpu.test.ts'] : []),
    ...(process.env.REQUIRE_BROWSER === '1' ? ['.browser.test.ts', '.page.test.ts'] : []),
  ]
  return result.testResults
    .filter(({ name }) => required.some((ending) => name.endsWith(ending)))
    .flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed'))
    .map(({ fullName }) => fullName)
}
