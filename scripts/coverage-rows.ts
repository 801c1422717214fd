import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { HostDescription, PathFact } from '../src/config/facts.js'

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

const factSchema = z.strictObject({
  kind: z.enum(['file', 'directory', 'socket', 'fifo', 'other']).optional(),
  /** As chmod(1) takes it. */
  mode: z
    .string()
    .regex(/^[0-7]+$/)
    .optional(),
  uid: z.number().optional(),
  gid: z.number().optional(),
  size: z.number().optional(),
  modified: z.number().optional(),
  real: z.string().optional(),
  link: z.string().optional(),
  text: z.string().optional(),
  bytes: z.string().optional(),
  digest: z.string().optional(),
  entries: z.array(z.string()).optional(),
  pem: z.array(z.looseObject({ type: z.string() })).optional(),
})

type WrittenFact = Omit<Partial<PathFact>, 'mode'> & { readonly mode?: string }

const fact = z
  .custom<WrittenFact>(value => factSchema.safeParse(value).success)
  .transform(({ mode, ...rest }): Partial<PathFact> => {
    return { ...rest, ...(mode !== undefined && { mode: Number.parseInt(mode, 8) }) }
  })

const hostSchema = z.strictObject({
  hostname: z.string(),
  addresses: z.array(z.strictObject({ address: z.string(), prefix: z.number() })).optional(),
  ipv6: z.boolean().optional(),
})

const exampleSchema = z.strictObject({
  list: z.enum(lists),
  row: z.string(),
  'main.cf': z.string().optional(),
  'master.cf': z.string().optional(),
  /** Tables, by their name below /etc/postfix. */
  tables: z.record(z.string(), z.string()).optional(),
  version: z.string().optional(),
  profile: z.enum(['upstream', 'debian']).optional(),
  /** What is known of the host: path to what is there. Paths that are not named are unknown. */
  files: z.record(z.string(), z.union([z.literal('missing'), fact])).optional(),
  /** What is known of the host's name and addresses. */
  host: z.custom<HostDescription>(value => hostSchema.safeParse(value).success).optional(),
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
