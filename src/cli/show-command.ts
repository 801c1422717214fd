import { type EffectiveConfiguration, type EffectiveService, effectiveConfiguration } from '../effective/document.js'
import { jsonText } from '../report/json.js'
import { nearestName } from '../text/nearest-name.js'
import { standardOutput } from './output.js'
import { printConfiguration } from './print-configuration.js'
import { readProject } from './read-project.js'
import type { ShowArguments } from './show-arguments.js'
import { paletteFor } from './terminal.js'
import { UsageError } from './usage-error.js'

/** Shows what the services of a configuration really run with. @throws UsageError */
export async function showCommand(args: ShowArguments): Promise<number> {
  const whole = effectiveConfiguration(await readProject(args, args))
  const services = servicesNamed(whole, args.services)
  if (args.format === 'json') {
    standardOutput.write(jsonText({ ...whole, services }))
    return 0
  }
  const palette = paletteFor(standardOutput, args.color)
  const isWhole = args.services.length === 0
  standardOutput.write(printConfiguration({ ...whole, services }, { palette, all: args.all, isWhole }))
  return 0
}

function servicesNamed({ services }: EffectiveConfiguration, names: readonly string[]): readonly EffectiveService[] {
  if (names.length === 0) return services
  const namesOf = ({ name, label, program }: EffectiveService) => [name, label, program]
  for (const name of names) {
    const known = services.flatMap(namesOf)
    if (known.includes(name)) continue
    const near = nearestName(name, known)
    const hint = near === undefined ? '' : `: did you mean \`${near}\`?`
    throw new UsageError(`there is no directory, service or program \`${name}\`${hint}`)
  }
  return services.filter(service => namesOf(service).some(name => names.includes(name)))
}
