/** The halves of what people paste when they ask for help: `postconf -n`, then `postconf -M` or `-Mf`. */
export interface PastedReport {
  readonly main?: string
  readonly master?: string
}

const service =
  /^[^\s=#]+[ \t]+(?:inet|unix|unix-dgram|fifo|pass)[ \t]+[-ny][ \t]+[-ny][ \t]+[-ny][ \t]+\S+[ \t]+\S+[ \t]+\S/
const setting = /^[\w-]+[ \t]*=/

// What the shell and postconf(1) themselves say around it.
const noise =
  /^(?:postconf|postfix|mail_version): (?:warning|error|fatal):|^(?:[^=]*[#$%>][ \t]*)?(?:sudo[ \t]+)?(?:\/\S*\/)?postconf(?:[ \t]|$)/

/**
 * Takes a pasted text apart; each half is as long as the whole, with the lines of the other as comments, so that lines
 * keep their numbers. Undefined for a text that has no service of master.cf and nothing around it: it is main.cf.
 */
export function splitPastedReport(text: string): PastedReport | undefined {
  const lines = text.split('\n')
  if (!lines.some(line => service.test(line) || noise.test(line))) return undefined
  let kind: keyof PastedReport = 'main'
  const seen = new Set<keyof PastedReport>()
  const kinds = lines.map(line => {
    if (noise.test(line)) return undefined
    if (service.test(line)) kind = 'master'
    else if (setting.test(line)) kind = 'main'
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) seen.add(kind)
    return kind
  })
  const half = (wanted: keyof PastedReport) =>
    lines
      .map((line, index) => (kinds[index] === wanted ? line : '#'.padEnd(line.length).slice(0, line.length)))
      .join('\n')
  return { ...(seen.has('main') && { main: half('main') }), ...(seen.has('master') && { master: half('master') }) }
}
