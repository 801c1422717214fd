/** What is wrong with a text that becomes the reply to a client. */
export type ReplyFault = 'code' | 'separator' | 'class'

/**
 * Judges the beginning of a reply: three digits, of which the first is 4 or 5, and a blank. For a filter of replies a hyphen
 * may follow as well, and a status code has to begin as the code does (`rbl_reject_reply` in `src/smtpd/smtpd_check.c`,
 * `smtpd_chat_reply` in `src/smtpd/smtpd_chat.c`).
 */
export function replyFault(text: string, filter: boolean): ReplyFault | undefined {
  if (!/^[45][0-9][0-9]/.test(text)) return 'code'
  const separator = text.charAt(3)
  if (separator !== ' ' && !(filter && separator === '-')) return 'separator'
  const next = text.charAt(4)
  return filter && /[0-9]/.test(next) && next !== text.charAt(0) ? 'class' : undefined
}

/** A reply with the code that Postfix puts in place; undefined when it begins with another name, of which nothing is known. */
export function withReplyCode(template: string): string | undefined {
  const text = template.replace(/^\$(?:rbl_code(?!\w)|\{rbl_code\}|\(rbl_code\))/, '554')
  return text.startsWith('$') && !text.startsWith('$$') ? undefined : text
}
