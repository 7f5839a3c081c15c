import type { Preprocess } from '@telltale/core'
import type { ModelCard } from '../worker/protocol.ts'

interface FormProps {
  readonly card: ModelCard
  readonly isBusy: boolean
  readonly onChange: (preprocess: Partial<Preprocess>) => void
}

/** How pictures are prepared. Each change opens the model anew and shows it the picture, so that the top classes tell at once whether it was right. */
export function PreprocessForm({ card, isBusy, onChange }: FormProps) {
  const { preprocess } = card
  const set = (change: Partial<Preprocess>): void => onChange({ ...preprocess, ...change })
  const { size, crop } = preprocess
  return (
    <form class="preprocess" onSubmit={(event) => event.preventDefault()}>
      <fieldset disabled={isBusy}>
        <legend>How pictures are prepared, from {card.preprocessFrom}</legend>
        <Choice
          label="resize"
          value={preprocess.resize}
          options={[
            ['shortest-edge', 'shortest edge to'],
            ['exact', 'both edges to'],
          ]}
          onChoose={(resize) => set({ resize })}
        />
        <Numbers
          label="size"
          values={preprocess.resize === 'exact' ? size : [size[0]]}
          onEnter={(given) => set({ size: pairOf(given) })}
        />
        <Numbers
          label="crop"
          values={crop ?? []}
          isOptional
          onEnter={(given) => set({ crop: given.length === 0 ? null : pairOf(given) })}
        />
        <Choice
          label="resample"
          value={preprocess.resample}
          options={[
            ['bilinear', 'bilinear'],
            ['bicubic', 'bicubic'],
            ['nearest', 'nearest'],
          ]}
          onChoose={(resample) => set({ resample })}
        />
        <Choice
          label="channels"
          value={preprocess.channels}
          options={[
            ['rgb', 'RGB'],
            ['bgr', 'BGR'],
          ]}
          onChoose={(channels) => set({ channels })}
        />
        <Choice
          label="pixels"
          value={String(preprocess.scale)}
          options={scales(preprocess.scale)}
          onChoose={(scale) => set({ scale: Number(scale) })}
        />
        <Numbers label="mean" values={preprocess.mean} isReal onEnter={(mean) => set({ mean })} />
        <Numbers label="std" values={preprocess.std} isReal onEnter={(std) => set({ std })} />
      </fieldset>
    </form>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, label: string])[]
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value as Value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

interface NumbersProps {
  readonly label: string
  readonly values: readonly number[]
  /** Three numbers of any kind, one a channel; else one or two whole ones. */
  readonly isReal?: boolean
  readonly isOptional?: boolean
  readonly onEnter: (values: number[]) => void
}

/** Numbers in a row; what is none of the right kind goes back to what it was. */
function Numbers({ label, values, isReal = false, isOptional = false, onEnter }: NumbersProps) {
  const shown = values.map((value) => Number(value.toPrecision(6))).join(isReal ? ' ' : ' × ')
  return (
    <label class={isReal ? 'wide' : ''}>
      {label}
      <input
        type="text"
        inputMode="decimal"
        value={shown}
        placeholder={isOptional ? 'none' : ''}
        onChange={(event) => {
          const numbers = event.currentTarget.value
            .split(/[\s,;×x]+/)
            .filter((part) => part !== '')
            .map(Number)
          const isRight = isReal
            ? numbers.length === 3 && numbers.every(Number.isFinite)
            : numbers.length <= 2 && numbers.every((value) => Number.isInteger(value) && value > 0)
          if (isRight && (numbers.length > 0 || isOptional)) onEnter(numbers)
          else event.currentTarget.value = shown
        }}
      />
    </label>
  )
}

const pairOf = ([first = 1, second = first]: readonly number[]): readonly [number, number] => [first, second]

function scales(current: number): readonly (readonly [string, string])[] {
  const known: readonly (readonly [number, string])[] = [
    [1 / 255, '0 to 1'],
    [1, '0 to 255'],
  ]
  const others = known.some(([scale]) => scale === current) ? [] : [[current, `times ${current}`] as const]
  return [...others, ...known].map(([scale, name]) => [String(scale), name])
}
