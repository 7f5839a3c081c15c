// `npm run explain -- cat.jpg` and `npm run telltale -- doctor`: sets up what is missing, then is the command line itself, started where the user stands.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

try {
  setUp()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(3)
}
process.chdir(process.env.INIT_CWD ?? process.cwd())
const main = join(root, 'packages', 'cli', 'dist', 'main.js')
process.argv = [process.execPath, main, ...process.argv.slice(2)]
await import(pathToFileURL(main).href)
