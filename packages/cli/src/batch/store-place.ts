import { createFolderStore, type DocumentStore } from '@telltale/core'

/** Where results go, as plain data. */
export interface StorePlace {
  readonly kind: 'folder'
  /** Absolute. */
  readonly path: string
}

/** Opens the store that a place stands for. */
export function openStore(place: StorePlace): DocumentStore {
  return createFolderStore(place.path)
}
