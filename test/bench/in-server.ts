import { writeFileSync } from 'node:fs'

// Loaded into the server before it starts (`--import`): measures the time from the arrival of a key to the moment its
// findings are handed to the pipe, and writes all times into a file at the end.

const times: number[] = []
let arrived: number | undefined

const { stdin, stdout } = process
const push = stdin.push.bind(stdin)
stdin.push = (chunk, encoding) => {
  if (chunk !== null) arrived ??= performance.now()
  return push(chunk, encoding)
}

const write = stdout.write.bind(stdout)
stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
  const sent = (write as (...args: unknown[]) => boolean)(chunk, ...rest)
  // The first part of a message is its head, with the length.
  if (arrived !== undefined && Buffer.from(chunk).includes('"items"')) {
    times.push(performance.now() - arrived)
    arrived = undefined
  }
  return sent
}

process.on('exit', () => {
  const file = process.env['BENCH_TIMES']
  if (file !== undefined) writeFileSync(file, JSON.stringify(times))
})
