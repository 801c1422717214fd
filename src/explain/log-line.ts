/** A line of a mail log, or of a bounce, in its parts. */
export interface LogLine {
  /** The program that logged it: `smtpd`. */
  readonly program?: string
  /** What stands before the program: `postfix`, or the `syslog_name` of a service such as `postfix/submission`. */
  readonly syslogName?: string
  readonly queueId?: string
  readonly level?: 'warning' | 'error' | 'fatal' | 'panic'
  /** The message itself. */
  readonly text: string
  /** SMTP reply codes and enhanced status codes in it, each once. */
  readonly codes: readonly string[]
  /** True when the text quotes what another server said. */
  readonly isFromOther: boolean
  /** A place in main.cf or master.cf that the message names. */
  readonly place?: { readonly file: 'main.cf' | 'master.cf'; readonly line: number }
}

/** Longest line that is looked at: Postfix cuts its own at 2000. */
const longest = 8000

const tagWithProcess = /(?:^|[\s|])((?:[\w.-]+\/)*[\w.-]+)\[\d{1,10}\]: /
const tagOfCommand =
  /^(?:\S+ ){0,6}?((?:postfix(?:\/[\w-]+)*|postmap|postalias|postconf|postqueue|postsuper|postdrop|postmulti|postlog|sendmail|newaliases|mailq)): /

/** Takes a pasted line apart. Whatever is not there is left out; any text is a line. */
export function parseLogLine(pasted: string): LogLine {
  const whole = pasted.slice(0, longest).replaceAll(/\s+/g, ' ').trim()
  const tag = tagWithProcess.exec(whole) ?? tagOfCommand.exec(whole)
  const path = tag?.[1] ?? ''
  const slash = path.lastIndexOf('/')
  const message = tag === null ? whole : whole.slice(tag.index + tag[0].length)
  const queueId = /^([0-9A-F]{6,20}|[0-9A-Za-z]{10,24}|NOQUEUE): /.exec(message)
  const afterId = queueId === null ? message : message.slice(queueId[0].length)
  const level = /^(warning|error|fatal|panic): /.exec(afterId)
  const text = level === null ? afterId : afterId.slice(level[0].length)
  const place = /\b(main|master)\.cf(?:,|:)? line (\d{1,7})\b/.exec(text)
  return {
    ...(path !== '' && { program: path.slice(slash + 1) }),
    ...(slash > 0 && { syslogName: path.slice(0, slash) }),
    ...(queueId?.[1] !== undefined && { queueId: queueId[1] }),
    ...(level !== null && { level: level[1] as NonNullable<LogLine['level']> }),
    text,
    codes: codesIn(text),
    isFromOther: / said: |refused to talk to me: /.test(text),
    ...(place !== null && {
      place: { file: place[1] === 'main' ? 'main.cf' : 'master.cf', line: Number(place[2]) },
    }),
  }
}

// No part of an address or a version: nothing of a name, no dot and no bracket beside it.
const enhanced = /(?<![\w.[:-])[245]\.\d{1,3}\.\d{1,3}(?![\w.\]])/g
const reply = /(?:said: |refused to talk to me: |\]: |^)([245]\d\d)(?=[ -])/g
const replyBefore = /(?<![\w.[-])([245]\d\d)[ -](?=[245]\.\d{1,3}\.\d{1,3}(?![\w.\]]))/g

function codesIn(text: string): readonly string[] {
  const replies = [...text.matchAll(reply), ...text.matchAll(replyBefore)].map(match => match[1] ?? '')
  return [...new Set([...replies, ...[...text.matchAll(enhanced)].map(match => match[0])])]
}
