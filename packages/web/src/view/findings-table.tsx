import type { Finding } from '../worker/protocol.ts'

const parts: Readonly<Record<Finding['part'], string>> = {
  kernels: 'Kernels',
  inference: 'Inference',
  pictures: 'Pictures',
  page: 'Page',
}

/** What was tried in this browser, and how it went. */
export function FindingsTable({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Works</th>
            <th scope="col" class="words">
              Measured
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ part, name, works, detail }) => (
            <tr key={`${part} ${name}`}>
              <th scope="row">
                {parts[part]}: {name}
              </th>
              <td class={works ? 'yes' : 'no'}>{works ? 'yes' : 'no'}</td>
              <td class="words">{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
