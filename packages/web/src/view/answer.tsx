import { answerFacts, answerSentences, describeTarget, type Explanation, percent, trustSentences } from '@telltale/core'
import { unbroken } from './unbroken.ts'

/** The answer in one headline and the sentences that may be said of it. */
export function Answer({ document }: { readonly document: Explanation }) {
  const { body } = document
  const [first, ...rest] = answerSentences(answerFacts(document, 'it')).map(unbroken)
  return (
    <section class="answer" aria-label="Answer">
      <h2>
        {describeTarget(body)} <span class="probability">{unbroken(percent(body.scores.picture))}</span>
      </h2>
      <p class="lead">{first}</p>
      {rest.length > 0 && <p class="quiet">{rest.join(' ')}</p>}
    </section>
  )
}

/** How far to trust it, in words; the warnings first, for they change how all else is read. */
export function Trust({ document }: { readonly document: Explanation }) {
  const { warnings } = document.body
  return (
    <section class="trust" aria-label="How far to trust it">
      {warnings.length > 0 && (
        <ul class="warnings">
          {warnings.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      )}
      <ul>
        {trustSentences(document).map((sentence) => (
          <li key={sentence}>{unbroken(sentence)}</li>
        ))}
      </ul>
    </section>
  )
}
