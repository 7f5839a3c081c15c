import type { Command } from '@commander-js/extra-typings'
import { openModel } from '@telltale/core'
import { jsonFlag, outputFlag, runtimeFlag, threadsFlag } from '../flags.ts'
import { cardLines, cardOf } from '../model-card.ts'
import { exitCodes, reportWarnings } from '../report.ts'
import { printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'

/** `telltale model <file>`: what a model is and how it will be used. */
export function addModelCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('model')
    .description('show what a model is: input, classes, preprocessing and where it came from, speed')
    .argument('<path>', 'an .onnx file, or a folder laid out as on the Hugging Face hub')
    .addOption(jsonFlag())
    .addOption(runtimeFlag())
    .addOption(threadsFlag())
    .addOption(outputFlag())
    .action(async (path, { json, runtime, threads, output }) => {
      const model = await openModel(resolveIn(terminal, path), {
        runtime,
        ...(threads === undefined ? {} : { threads }),
        ...(output === undefined ? {} : { output }),
      })
      try {
        const card = cardOf(model)
        await writeLines(terminal.stdout, json ? [JSON.stringify(card)] : cardLines(card).map(printable))
        await reportWarnings(terminal, card.warnings)
        finish(exitCodes.done)
      } finally {
        await model.dispose()
      }
    })
}
