import type { GivenFile } from '../worker/protocol.ts'
import type { Session } from './session.ts'

/** Takes whatever was dropped, chosen or pasted: a model with what lies beside it, a document, or a picture. */
export async function openFiles(session: Session, files: readonly GivenFile[]): Promise<void> {
  const [first] = files
  if (first === undefined) return
  const isModel = files.some(({ path }) => path.toLowerCase().endsWith('.onnx')) || first.path.includes('/')
  if (isModel) return await session.openModel({ source: { kind: 'files', files } })
  const { file } = first
  if (file.name.toLowerCase().endsWith('.json')) return await session.openDocument(await file.text(), file.name)
  await session.openPicture(file, file.name || 'pasted picture')
}

/** Files that were chosen or pasted; those of a folder know their path. */
export function givenFiles(files: Iterable<File> | null | undefined): readonly GivenFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** Every file of a drop, those within folders included. */
export async function filesOfDrop(data: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return givenFiles(data.files)
  return (await Promise.all(entries.map(filesOfEntry))).flat()
}

async function filesOfEntry(entry: FileSystemEntry): Promise<readonly GivenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const files: GivenFile[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return files
    files.push(...(await Promise.all(batch.map(filesOfEntry))).flat())
  }
}
