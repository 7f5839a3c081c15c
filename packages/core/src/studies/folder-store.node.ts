import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError, makeFolder, writeWhole } from './disk.node.ts'
import type { DocumentStore } from './document-store.ts'
import { temporaryName } from './temporary-names.node.ts'

/** A store in a folder of this machine. Half-written files lie beside the folders, never in them. */
export function createFolderStore(root: string): DocumentStore {
  const place = (folder: string, name: string): string => join(root, folder, name)
  return {
    put: async (folder, { name, bytes }) => {
      const inside = join(root, folder)
      await makeFolder(inside).catch((cause: unknown) => Promise.reject(diskError(inside, cause)))
      await writeWhole(place(folder, name), join(root, temporaryName(`${folder.slice(-12)}.${name}`)), bytes)
    },
    has: async (folder, name) => (await stat(place(folder, name)).catch(() => null)) !== null,
    list: async (folder) => (await orNull(readdir(join(root, folder))))?.sort() ?? [],
    read: async (folder, name) => await orNull(readFile(place(folder, name))),
    settle: async (folder, names) => {
      if (names.length === 0) return
      for (const name of names) await flush(place(folder, name))
      await flush(join(root, folder))
    },
  }
}

/** Null where there is nothing; other failures are thrown. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return await reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
}

async function flush(path: string): Promise<void> {
  try {
    const file = await open(path, 'r')
    await file.sync().finally(() => file.close())
  } catch (cause) {
    throw diskError(path, cause)
  }
}
