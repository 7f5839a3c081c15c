import type { Command } from '@commander-js/extra-typings'
import { attachBoxFlag, attachFlag, attachScaleFlag, labelsFlag } from '../flags/attach-flags.ts'
import { featuresFlag, jsonFlag, openAsTold, outputFlag, runtimeFlag, threadsFlag } from '../flags/model-flags.ts'
import { cardLines, cardOf } from '../model-card.ts'
import { exitCodes, reportWarnings } from '../report.ts'
import { printable, type Terminal, writeLines } from '../terminal.ts'

/** `telltale model [file]`: what a model is and how it will be used. */
export function addModelCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('model')
    .description(
      'show what a model is: input, classes, preprocessing and where it came from, features, speed, layers, which methods can run',
    )
    .argument('[path]', 'an .onnx file, or a folder laid out as on the Hugging Face hub (default: the built-in classifier)')
    .addOption(jsonFlag())
    .addOption(featuresFlag())
    .addOption(outputFlag())
    .addOption(attachFlag())
    .addOption(attachScaleFlag())
    .addOption(attachBoxFlag())
    .addOption(labelsFlag())
    .addOption(runtimeFlag())
    .addOption(threadsFlag())
    .action(async (path, flags) => {
      const model = await openAsTold(terminal, path ?? null, flags)
      try {
        const card = await cardOf(model)
        await writeLines(terminal.stdout, flags.json ? [JSON.stringify(card)] : cardLines(card).map(printable))
        await reportWarnings(terminal, card.warnings)
        finish(exitCodes.done)
      } finally {
        await model.dispose()
      }
    })
}
