/** A main.cf whose `mail_name` postconf(1) is asked for. */
export interface PostconfCase {
  readonly title: string
  readonly main: string
}

/** What it answered: the value, or null when it gave up, and what it said besides. */
export interface PostconfAnswer {
  readonly value: string | null
  readonly says: readonly string[]
}
