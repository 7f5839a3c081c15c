/**
 * The one program of a study's page: heads of tables become buttons that sort. Without it, everything is still there to be read. What has no value
 * comes last in both directions.
 */
export const sortScript = `
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0]
  const heads = [...table.tHead.rows[0].cells]
  heads.forEach((head, column) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const falling = head.getAttribute('aria-sort') === 'ascending'
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', falling ? 'descending' : 'ascending')
      const sign = falling ? -1 : 1
      const isNumber = head.classList.contains('number')
      const valueOf = (row) => {
        const cell = row.cells[column]
        if (!isNumber) return cell.textContent
        return cell.dataset.value === undefined ? null : Number(cell.dataset.value)
      }
      const rows = [...body.rows].map((row) => ({ row, value: valueOf(row) }))
      rows.sort((a, b) => {
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null)
        return sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
      })
      body.append(...rows.map(({ row }) => row))
    })
  })
}
`.trim()
