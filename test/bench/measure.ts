import { spawnSync } from 'node:child_process'
import { PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'

/** What a repeated measurement gave, in milliseconds a run. */
export interface Timing {
  readonly median: number
  readonly p99: number
  /** The shortest: what it takes when nothing else runs. */
  readonly least: number
  readonly runs: number
}

/** Runs something again and again for a while, after a while of getting warm. */
export function measure(run: (index: number) => unknown, { warm = 300, time = 1000, least = 5 } = {}): Timing {
  let index = 0
  for (const end = performance.now() + warm; performance.now() < end || index < least; ) kept = run(index++)
  const times: number[] = []
  for (const end = performance.now() + time; performance.now() < end || times.length < least; ) {
    const start = performance.now()
    kept = run(index++)
    times.push(performance.now() - start)
  }
  return summarize(times)
}

/** Milliseconds a run, and what is left of them without the collector of garbage; the best of five. */
export async function measureWithoutCollector(
  run: () => unknown,
  runs: number,
): Promise<{ readonly whole: number; readonly own: number }> {
  let collected = 0
  const observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) collected += duration
  })
  observer.observe({ entryTypes: ['gc'] })
  const best = { whole: Number.POSITIVE_INFINITY, own: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 6; round++) {
    // What was collected is told a little later.
    await setTimeout(20)
    collected = 0
    const start = performance.now()
    for (let index = 0; index < runs; index++) kept = run()
    const whole = (performance.now() - start) / runs
    await setTimeout(20)
    if (round === 0) continue
    best.whole = Math.min(best.whole, whole)
    best.own = Math.min(best.own, whole - collected / runs)
  }
  observer.disconnect()
  return best
}

/** What the compiler must not think useless. */
export let kept: unknown

/** Median, 99th percentile and least of some times. */
export function summarize(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { median: at(0.5), p99: at(0.99), least: at(0), runs: sorted.length }
}

/** Megabytes a second. */
export function speed(bytes: number, milliseconds: number): number {
  return bytes / 1e3 / milliseconds
}

/** One line of the report. `aim` says what is wanted, `met` whether it is. */
export function row(what: string, value: string, aim = '', met?: boolean): void {
  const mark = met === undefined ? '' : met ? 'ok  ' : 'MISS'
  console.log(`${mark.padEnd(5)}${what.padEnd(58)} ${value.padStart(22)}  ${aim}`)
}

/** Figures with as many digits as mean something. */
export function figure(value: number): string {
  return value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value >= 0.1
        ? value.toFixed(2)
        : value.toFixed(4)
}

/** How long a bare `node -e 0` takes on this kind of machine when nothing else runs there, in milliseconds. */
const quietStart = 28

/**
 * The environment in which nothing is added to a bare start: with NODE_EXTRA_CA_CERTS Node reads a file of certificates
 * first, which can take longer than all the rest, and tells nothing of the machine or of us.
 */
export const bareEnvironment: NodeJS.ProcessEnv = { ...process.env }
delete bareEnvironment['NODE_EXTRA_CA_CERTS']

/**
 * How many times slower than there this machine is at the moment: others may be at work on it. Times are judged after
 * they are divided by this; ratios need no such help.
 */
export function slowness(): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now()
    spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore', env: bareEnvironment })
    return performance.now() - start
  })
  return Math.max(1, summarize(times).median / quietStart)
}
