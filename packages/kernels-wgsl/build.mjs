// Embeds every shader as a TypeScript module beside it, so that no bundler, browser or Node needs to know what a .wgsl file is.
// Writes nothing that is current already. The modules are committed: sources run as they are.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = join(dirname(fileURLToPath(import.meta.url)), 'src')

for (const path of readdirSync(sources, { recursive: true }).filter((name) => name.endsWith('.wgsl'))) {
  const file = join(sources, path)
  const text = readFileSync(file, 'utf8')
  const name = basename(path, '.wgsl').replace(/-./g, ([, letter]) => letter.toUpperCase())
  const module = `// Made from ${basename(path)} by build.mjs.\nexport const ${name}Text: string = \`${text.replaceAll(/[`\\]|\$\{/g, '\\$&')}\`\n`
  const output = `${file}.ts`
  if (!existsSync(output) || readFileSync(output, 'utf8') !== module) writeFileSync(output, module)
}
