/** One file to keep: its name within a picture's folder, and all of its bytes. */
export interface StoredFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Where the results of a run lie: a folder on this machine, or a server that takes files. A file is there whole or not at all, and writing the same
 * file again changes nothing, so that work which is done twice does no harm. Folders and names have no slashes.
 */
export interface DocumentStore {
  /** Keeps a file under `folder/name`; replaces what was there. Throws RUN_DISK. */
  readonly put: (folder: string, file: StoredFile) => Promise<void>
  readonly has: (folder: string, name: string) => Promise<boolean>
  /** The names of all files of a folder, sorted; none where there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
  /** The bytes of a file; null where it is not there. */
  readonly read: (folder: string, name: string) => Promise<Uint8Array | null>
  /** Returns once these files would survive a power cut. */
  readonly settle: (folder: string, names: readonly string[]) => Promise<void>
}
