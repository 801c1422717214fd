import { type LogMessage, logMessages } from '../catalog/log-messages.js'
import { rules } from '../rules/index.js'
import type { LogLine } from './log-line.js'

/** A known message that a line may be, and how much of the line speaks for it. */
export interface FoundMessage {
  readonly message: LogMessage
  /** The piece that was found. */
  readonly fragment: string
  readonly score: number
}

/** Texts of rules that are shorter than this are in lines of all kinds. */
const shortestOfRules = 14

/** Known messages that a line may be, the likeliest first. */
export function findMessages(line: LogLine): readonly FoundMessage[] {
  const text = `${line.level === undefined ? '' : `${line.level}: `}${line.text}`.toLowerCase()
  const found: FoundMessage[] = []
  for (const message of [...logMessages(), ...messagesOfRules()]) {
    let best: FoundMessage | undefined
    for (const fragment of message.messages) {
      const length = matchedLength(text, fragment)
      if (length === 0) continue
      const score = length * programFactor(line, message)
      if (best === undefined || score > best.score) best = { message, fragment, score }
    }
    if (best !== undefined) found.push(best)
  }
  // Where two weigh the same, the one that has an explanation.
  const weight = ({ score, message }: FoundMessage) => score + (message.means === undefined ? 0 : 0.5)
  return found.sort((a, b) => weight(b) - weight(a))
}

/** A message that a program is known to say is less likely said by another. */
function programFactor({ program }: LogLine, { programs }: LogMessage): number {
  if (program === undefined || programs === undefined) return 1
  return programs.includes(program) ? 1.2 : 0.6
}

/** How many characters of a text the pieces between `*` account for, in their order; 0 when one is missing. */
function matchedLength(text: string, fragment: string): number {
  let at = 0
  let length = 0
  for (const piece of fragment.toLowerCase().split('*')) {
    const found = text.indexOf(piece, at)
    if (found < 0) return 0
    at = found + piece.length
    length += piece.length
  }
  return length
}

/** What rules know to be logged: the texts that they are proved with. */
function messagesOfRules(): readonly LogMessage[] {
  return rules.flatMap(({ id, evidence }) => {
    if (evidence.kind !== 'log') return []
    const messages = evidence.says.filter(text => text.length >= shortestOfRules)
    return messages.length === 0 ? [] : [{ messages, rules: [id] }]
  })
}
