import { join } from 'node:path'
import { createRecordStore, type StudyReport, temporaryName, writeWhole } from '@telltale/core'
import { readStudy } from './study-folder.ts'

/** The name of the page in a study's folder. */
const pageName = 'report.html'

/** Writes the page and the tables of a study anew from its records; deleting them loses nothing. Throws RUN_DISK and DOCUMENT_INVALID. */
export async function writeStudyReport(folder: string): Promise<{ readonly report: StudyReport; readonly page: string }> {
  const { study, about, samples } = await readStudy(folder)
  const report = await study.summarise(createRecordStore(folder).read(samples), about)
  await write('report.json', `${JSON.stringify(report, null, 1)}\n`)
  return { report, page: pageName }

  async function write(name: string, content: string | Uint8Array): Promise<void> {
    await writeWhole(join(folder, name), join(folder, temporaryName(name)), content)
  }
}
