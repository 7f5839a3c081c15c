import { answerFacts, answerSentences, describeTarget, type Explanation, percent, trustSentences } from '@telltale/core'

/** The answer in one headline and the sentences that may be said of it. */
export function Answer({ document }: { readonly document: Explanation }) {
  const { body } = document
  return (
    <section class="answer" aria-label="Answer">
      <h2>
        {describeTarget(body)} <span class="probability">{percent(body.scores.picture)}</span>
      </h2>
      <p>{answerSentences(answerFacts(document, 'it')).join(' ')}</p>
    </section>
  )
}

/** How far to trust it, in words; the warnings first, for they change how all else is read. */
export function Trust({ document }: { readonly document: Explanation }) {
  const { warnings } = document.body
  return (
    <section class="trust">
      {warnings.length > 0 && (
        <ul class="warnings">
          {warnings.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      )}
      <h3>How far to trust it</h3>
      <ul>
        {trustSentences(document).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
