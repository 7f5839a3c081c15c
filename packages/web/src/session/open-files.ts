import type { Session } from './session.ts'

/** Takes whatever was dropped, chosen or pasted: a model with what lies beside it, a document, or a picture. */
export async function openFiles(session: Session, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  if (files.some(({ name }) => name.toLowerCase().endsWith('.onnx'))) return await session.openModel({ kind: 'files', files })
  const [first] = files
  if (first!.name.toLowerCase().endsWith('.json')) return await session.openDocument(await first!.text(), first!.name)
  await session.openPicture(first!, first!.name || 'pasted picture')
}

/** Every file of a drop, those within folders included. */
export async function filesOfDrop(data: DataTransfer): Promise<readonly File[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...data.files]
  return (await Promise.all(entries.map(filesOfEntry))).flat()
}

async function filesOfEntry(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const files: File[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return files
    files.push(...(await Promise.all(batch.map(filesOfEntry))).flat())
  }
}
