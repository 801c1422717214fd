import { lazily } from '../text/lazily.js'
import text from './data/log-messages.json?raw'

/** What Postfix logs or answers when something is amiss, and what to make of it. */
export interface LogMessage {
  /** Pieces of the text; `*` stands for anything. */
  readonly messages: readonly string[]
  /** Programs that say it; without any: whoever. */
  readonly programs?: readonly string[]
  /** SMTP answers it goes with: `550 5.1.1`. */
  readonly codes?: readonly string[]
  /** What happened. Left out where the rules say it all. */
  readonly means?: string
  /** What to do. */
  readonly do?: string
  readonly parameters?: readonly string[]
  readonly restrictions?: readonly string[]
  /** Rules that find the cause in the configuration. */
  readonly rules?: readonly string[]
}

/** `data/log-messages.json`, parsed on first demand. Only `explain` asks: this file is no part of what a lint loads. */
export const logMessages: () => readonly LogMessage[] = lazily(() => JSON.parse(text) as readonly LogMessage[])
