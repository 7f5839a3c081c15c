// `npm run bench -- overhead` (or another name below): sets up what is missing, then runs one benchmark. Results go to stdout.
import { setUp } from '../tools/setup.mjs'

const benchmarks = [
  'overhead',
  'batch',
  'quality',
  'peers',
  'results',
  'hsic',
  'architectures',
  'gradients',
  'kernels',
  'centroids',
  'studies',
  'page',
]
const [name = '', ...rest] = process.argv.slice(2)
if (!benchmarks.includes(name)) {
  process.stderr.write(`Say which benchmark: ${benchmarks.join(', ')}.\n`)
  process.exit(2)
}
setUp()
const { run } = await import(`./${name}.mjs`)
await run(rest)
