import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const folder = 'docs/coverage'

/** The lists of what can be wrong with a configuration, each a file of answers. */
export const lists = ['diagnostics', 'pitfalls', 'seed'] as const
export type ListName = (typeof lists)[number]

const rowsSchema = z.record(z.enum(lists), z.record(z.string(), z.array(z.string())))

const answerSchema = z.strictObject({
  row: z.string(),
  /** The rules that find it. */
  rules: z.array(z.string()).nonempty().optional(),
  /** Why none does, or what else answers it. */
  reason: z.string().min(5).optional(),
})
export type Answer = z.infer<typeof answerSchema>

/** A row of a list, and what answers it. */
export interface Row {
  readonly id: string
  /** What has to be looked at to decide it: the two files, the tables they name, the host, a running system. */
  readonly seenIn: string
  /** Undefined: nothing yet. */
  readonly answer: Answer | undefined
}

/** The answers of one list, in the order of the file. */
export function readAnswers(list: ListName): readonly Answer[] {
  const lines = readFileSync(join(folder, `${list}.jsonl`), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => answerSchema.parse(JSON.parse(line)))
}

/** Every row of one list with its answer. */
export function readRows(list: ListName): readonly Row[] {
  const answers = new Map(readAnswers(list).map(answer => [answer.row, answer]))
  const all = rowsSchema.parse(JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8')))
  return Object.entries(all[list]).flatMap(([seenIn, ids]) => ids.map(id => ({ id, seenIn, answer: answers.get(id) })))
}

const exampleSchema = z.strictObject({
  list: z.enum(lists),
  row: z.string(),
  'main.cf': z.string().optional(),
  'master.cf': z.string().optional(),
  /** Tables, by their name below /etc/postfix. */
  tables: z.record(z.string(), z.string()).optional(),
  version: z.string().optional(),
})
export type RowExample = z.infer<typeof exampleSchema>

/** Configurations with the fault of a row, by which its answer is shown to be right. */
export function readExamples(): readonly RowExample[] {
  const path = 'test/coverage/examples.jsonl'
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => exampleSchema.parse(JSON.parse(line)))
}

/** The answers in order, so that what several people added stays sorted. */
export function sortedAnswers(): ReadonlyMap<string, string> {
  return new Map(
    lists.map(list => {
      const path = join(folder, `${list}.jsonl`)
      const lines = readFileSync(path, 'utf8').split('\n')
      const rows = lines.filter(line => line !== '').map(line => ({ line, ...answerSchema.parse(JSON.parse(line)) }))
      rows.sort((a, b) => (a.row < b.row ? -1 : a.row > b.row ? 1 : 0))
      return [path, `${rows.map(({ line }) => line).join('\n')}\n`]
    }),
  )
}
