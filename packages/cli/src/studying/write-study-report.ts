import { join } from 'node:path'
import { composeStudyPage, createRecordStore, makeFolder, type StudyReport, temporaryName, writeWhole } from '@telltale/core'
import { readStudy } from './study-folder.ts'
import { filesOfTable } from './study-tables.ts'

/** The name of the page in a study's folder. */
const pageName = 'report.html'
const tables = 'tables'

/**
 * Writes the page, the findings as JSON and every table as csv and Parquet anew from the records of a study; deleting them loses nothing. Throws
 * RUN_DISK and DOCUMENT_INVALID.
 */
export async function writeStudyReport(folder: string): Promise<{ readonly report: StudyReport; readonly page: string }> {
  const { study, about, samples, origin, run } = await readStudy(folder)
  const report = await study.summarise(createRecordStore(folder).read(samples), about)
  const { configuration } = run
  const page = await composeStudyPage(report, {
    about,
    samples: samples.length,
    wanted: origin.samples,
    skipped: origin.skipped,
    versions: `Telltale ${String(configuration['telltale'])}, ${String(configuration['backend'])}`,
    settings: JSON.stringify(configuration, null, 2),
  })
  await makeFolder(join(folder, tables))
  for (const table of report.sections.flatMap((section) => section.tables ?? [])) {
    const { csv, parquet } = filesOfTable(table)
    await write(`${tables}/${table.name}.csv`, csv)
    await write(`${tables}/${table.name}.parquet`, parquet)
  }
  await write('report.json', `${JSON.stringify(report, null, 1)}\n`)
  await write(pageName, page)
  return { report, page: pageName }

  async function write(name: string, content: string | Uint8Array): Promise<void> {
    await writeWhole(join(folder, name), join(folder, temporaryName(name.replace('/', '-'))), content)
  }
}
