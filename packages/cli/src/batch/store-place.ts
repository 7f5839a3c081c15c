import { createFolderStore, type DocumentStore } from '@telltale/core'
import { createHttpStore, type HttpPlace } from '../queue/http-store.ts'

/** Where results go, as plain data: a folder of this machine, or a server that takes files. */
export type StorePlace = FolderPlace | HttpPlace

export interface FolderPlace {
  readonly kind: 'folder'
  /** Absolute. */
  readonly path: string
}

/** Opens the store that a place stands for. */
export function openStore(place: StorePlace): DocumentStore {
  return place.kind === 'folder' ? createFolderStore(place.path) : createHttpStore(place)
}
