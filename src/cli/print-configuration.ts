import type { EffectiveConfiguration, EffectiveService, EffectiveValues, ValueOrigin } from '../effective/document.js'
import type { Palette } from '../report/palette.js'
import { columns } from '../report/terminal-text.js'
import { visible } from '../report/visible.js'

interface PrintOptions {
  readonly palette: Palette
  /** Defaults as well. */
  readonly all: boolean
  /** False when services were asked for by name: then all that they take from main.cf is shown with them. */
  readonly isWhole: boolean
}

/** What the services of a configuration run with, for people. */
export function printConfiguration(configuration: EffectiveConfiguration, options: PrintOptions): string {
  const { main, services, postfix } = configuration
  const { palette, isWhole, all } = options
  const build = postfix.profile === 'upstream' ? '' : `, ${postfix.profile}`
  const what = all ? 'everything' : 'what differs from the defaults'
  const parts = [palette.faint(`# Postfix ${postfix.version}${build}: ${what}`)]
  if (isWhole) parts.push(section(palette.strong('main.cf'), linesOf(main, options)))
  const plain: EffectiveService[] = []
  for (const service of services) {
    const lines = linesOf(isWhole ? ownOf(service, main) : service, options)
    if (lines.length > 0 || !isWhole) parts.push(section(titleOf(service, palette), lines))
    else plain.push(service)
  }
  if (plain.length > 0) {
    const rows = plain.map(service => `  ${titleOf(service, palette)}`)
    parts.push(section(palette.strong('Services with no settings of their own'), rows))
  }
  return `${parts.join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n')
}

function titleOf(service: EffectiveService, palette: Palette): string {
  const { program, label, chroot, unprivileged, wakeup, processLimit, file, line } = service
  const command = [program, ...service.arguments].map(visible).join(' ')
  const facts = [
    fileAndLine(file, line),
    ...(chroot ? ['chrooted'] : []),
    ...(unprivileged === false ? ['as root'] : []),
    ...(wakeup ? [`wakes up every ${wakeup}s`] : []),
    ...(processLimit === null ? [] : [processLimit === 0 ? 'any number' : `at most ${processLimit}`]),
  ]
  return `${palette.strong(visible(label))}  ${command}  ${palette.faint(`(${facts.join(', ')})`)}`
}

/** Of a service, what is not as in main.cf. */
function ownOf({ parameters, origins }: EffectiveService, main: EffectiveValues): EffectiveValues {
  const own = Object.entries(origins).filter(
    ([name, { expanded, from }]) => from === 'master.cf' || main.origins[name]?.expanded !== expanded,
  )
  // What every service has of its own tells nothing.
  const told = own.filter(([name, { from }]) => from === 'master.cf' || !/^(?:process|service)_name$/.test(name))
  // Back to the default is another value than that of main.cf.
  return { parameters, origins: Object.fromEntries(told.map(([name, origin]) => [name, { ...origin, differs: true }])) }
}

function linesOf({ origins }: EffectiveValues, { palette, all }: PrintOptions): readonly string[] {
  const shown = Object.entries(origins).filter(([, origin]) => all || origin.differs)
  const rows = shown.map(([name, origin]) => ({
    text: visible(`${name} = ${oneLine(origin)}`),
    place: placeOf(origin),
  }))
  const width = Math.min(widest, Math.max(0, ...rows.map(({ text }) => columns(text))))
  return rows.map(({ text, place }) => {
    const gap = ' '.repeat(Math.max(0, width - columns(text)))
    return `  ${text}${gap}  ${palette.faint(place)}`
  })
}

/** Columns for a setting before the place that it comes from. */
const widest = 60

function oneLine({ expanded, written }: ValueOrigin): string {
  return (expanded ?? written).replaceAll(/\s+/g, ' ')
}

function placeOf({ from, file, line, expanded }: ValueOrigin): string {
  const doubt = expanded === null ? ', not known in full' : ''
  if (file === undefined || line === undefined) return `default${doubt}`
  return `${fileAndLine(file, line)}${from === 'master.cf' ? ' -o' : ''}${doubt}`
}

/** The directory is always the same: its name would only take room. */
function fileAndLine(file: string, line: number): string {
  return `${visible(file.slice(file.lastIndexOf('/') + 1))}:${line}`
}
