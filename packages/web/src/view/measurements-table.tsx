import type { MeasuredLine, Measurements } from '@telltale/core'

/** Kernels by work and backend, as ratios within one run. */
export function MeasurementsTable({ measurements }: { readonly measurements: Measurements }) {
  const lines = measurements.lines.filter(({ role }) => role === 'backend')
  return (
    <div class="table">
      <table>
        <caption class="quiet">How many times as fast as the plain version, and as a copy of the same bytes</caption>
        <thead>
          <tr>
            <th scope="col">Kernel</th>
            <th scope="col" class="words">
              Size
            </th>
            <th scope="col" class="words">
              Backend
            </th>
            <th scope="col">Plain</th>
            <th scope="col">Copy</th>
            <th scope="col">A call, ms</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.work} ${line.size} ${line.name}`}>
              <th scope="row">{line.work}</th>
              <td class="words">{line.size}</td>
              <td class="words">{line.name}</td>
              <td>{ratio(line.timesAsFast.plain)}</td>
              <td>{ratio(line.timesAsFast.copy)}</td>
              <td>{milliseconds(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ratio(value: number | undefined): string {
  if (value === undefined) return ''
  if (value < 0.01) return 'under 0.01 ×'
  return `${value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0)} ×`
}

const milliseconds = ({ milliseconds: { median } }: MeasuredLine): string => String(Number(median.toPrecision(2)))
