import { logMessages } from '../catalog/log-messages.js'
import type { Prose } from '../catalog/prose.js'
import type { Catalog } from '../catalog/types.js'
import { bullets, code, codes, paragraphs } from '../language-service/markdown.js'

/** An SMTP reply code, an enhanced status code, or both. */
export interface StatusCode {
  readonly reply?: string
  readonly enhanced?: string
}

/** Reads `550`, `5.7.1`, `x.7.1`, `550 5.7.1` or `550-5.7.1`; anything else is no code. */
export function parseStatusCode(text: string): StatusCode | undefined {
  const match = /^([2-5]\d\d)?(?:[ -])?([245x]\.\d{1,3}\.\d{1,3})?$/i.exec(text.trim())
  if (match === null) return undefined
  const [, reply, enhanced] = match
  if (reply === undefined && enhanced === undefined) return undefined
  return { ...(reply !== undefined && { reply }), ...(enhanced !== undefined && { enhanced: enhanced.toLowerCase() }) }
}

const classes: Readonly<Record<string, string>> = {
  2: 'Begins with 2: it worked.',
  3: 'Begins with 3: so far so good, the server waits for more.',
  4: 'Begins with 4: not now. The sending server keeps the mail and tries again.',
  5: 'Begins with 5: refused for good. The sending server returns the mail to its sender.',
}

/** What a code means, in Markdown; undefined when nothing is known of it. */
export function describeStatusCode(
  status: StatusCode,
  catalog: Catalog,
  prose: Prose,
  detail: 'brief' | 'full' = 'full',
): string | undefined {
  const { reply, enhanced } = status
  const general = enhanced?.replace(/^./, 'x')
  const texts = [
    reply === undefined ? undefined : titled(reply, prose.codes.get(reply)),
    enhanced === undefined || general === undefined ? undefined : titled(enhanced, prose.codes.get(general)),
  ].filter(text => text !== undefined)
  if (texts.length === 0) return undefined
  if (detail === 'brief') return paragraphs(...texts)
  return paragraphs(
    ...texts,
    classes[(reply ?? enhanced ?? '').charAt(0)],
    bullets(...senders(reply, catalog)),
    said(status),
  )
}

function titled(title: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : paragraphs(`**${title}**`, text)
}

/** Parameters whose built-in value is the code, with the restrictions that answer with it. */
function senders(reply: string | undefined, catalog: Catalog): readonly string[] {
  return catalog
    .parametersOfKind('smtp-reply-code')
    .filter(name => catalog.parameter(name)?.default === reply)
    .map(name => {
      const users = catalog
        .restrictionNames()
        .filter(restriction => catalog.restriction(restriction)?.replyCodeParameter === name)
      return `${code(name)} (built-in ${reply})${users.length > 0 ? `: ${codes(users)}` : ''}`
    })
}

/** Texts that Postfix sends with the code. */
function said(status: StatusCode): string | undefined {
  const texts = messagesWith(status).map(({ messages }) => `- ${code(messages[0] ?? '')}`)
  if (texts.length === 0) return undefined
  return paragraphs(
    'Postfix itself says it with these texts, among others (explain one of them to learn more):',
    texts.slice(0, 20).join('\n'),
  )
}

/** Known messages that go with a code. A code with both parts asks for both. */
export function messagesWith({ reply, enhanced }: StatusCode): ReturnType<typeof logMessages> {
  const tail = enhanced?.slice(1)
  return logMessages().filter(({ codes: own = [] }) =>
    own.some(written => {
      const [ownReply, ownEnhanced = ''] = written.split(' ')
      const asks = enhanced === undefined || enhanced.startsWith('x') ? tail : undefined
      return (
        (reply === undefined || ownReply === reply) &&
        (enhanced === undefined || (asks === undefined ? ownEnhanced === enhanced : ownEnhanced.endsWith(asks)))
      )
    }),
  )
}
