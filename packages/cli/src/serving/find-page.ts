import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { TelltaleError } from '@telltale/core'

/** The folder of the built page, which is a package of its own. Throws BACKEND_UNAVAILABLE where it is not installed or not built. */
export function findPage(): string {
  const folder = packageFolder()
  const built = folder === null ? null : join(folder, 'dist')
  if (built !== null && existsSync(join(built, 'index.html'))) return built
  throw new TelltaleError(
    'BACKEND_UNAVAILABLE',
    built === null ? 'The page (@telltale/web) is not installed.' : 'The page is not built.',
    built === null ? 'Install @telltale/web beside @telltale/cli.' : 'Build it: npm run build.',
    built === null ? {} : { file: built },
  )
}

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('@telltale/web/package.json'))
  } catch {
    return null
  }
}
