import { createCatalog } from '../catalog/catalog.js'
import { latestVersion } from '../catalog/versions.js'
import { nearestName } from '../text/nearest-name.js'

const ofRoot = ['version', 'postfix', 'main', 'services', 'kinds']
const ofValues = ['parameters', 'origins']
const ofService = [
  'label',
  'name',
  'type',
  'program',
  'arguments',
  'private',
  'unprivileged',
  'chroot',
  'wakeup',
  'processLimit',
  'file',
  'line',
  ...ofValues,
]

/** Steps of a schema that stay at the same value. */
const inPlace = /^(?:allOf|anyOf|oneOf)\/\d+\/|^(?:not|if|then|else)\/|^dependentSchemas\/[^/]+\//

/** Which part of the document a schema speaks of, from the steps that lead to it; undefined: not told by them. */
function partOf(pointer: string): 'root' | 'services' | 'service' | 'main' | 'postfix' | 'parameters' | undefined {
  let rest = `${pointer}/`
  let part: ReturnType<typeof partOf> = 'root'
  while (rest !== '' && rest !== '/') {
    const stay = inPlace.exec(rest)
    if (stay !== null) {
      rest = rest.slice(stay[0].length)
      continue
    }
    const step = /^(?:properties\/([^/]*)|(items|contains|prefixItems\/\d+))\//.exec(rest)
    if (step === null) return undefined
    rest = rest.slice(step[0].length)
    const [, name, item] = step
    if (part === 'root' && (name === 'services' || name === 'main' || name === 'postfix')) part = name
    else if (part === 'services' && item !== undefined) part = 'service'
    else if ((part === 'service' || part === 'main') && (name === 'parameters' || name === 'origins'))
      part = 'parameters'
    else return undefined
  }
  return part
}

/** What is wrong with the name of a property that a policy speaks of: a slip there would make it say nothing at all. */
export function wrongProperty(pointer: string, name: string): string | undefined {
  const part = partOf(pointer)
  if (part === 'parameters') return wrongParameter(name)
  const known =
    part === 'root'
      ? ofRoot
      : part === 'service'
        ? ofService
        : part === 'main'
          ? ofValues
          : part === 'postfix'
            ? ['version', 'profile']
            : undefined
  if (known === undefined || known.includes(name)) return undefined
  const near = nearestName(name, known)
  const hint =
    near === undefined ? `there are ${known.map(each => `\`${each}\``).join(', ')}` : `did you mean \`${near}\`?`
  return `\`${name}\` is nothing that \`postfix-lint show --json\` prints there: ${hint}`
}

/** A name that is nearly one of Postfix's: people have names of their own, which tell nothing. */
function wrongParameter(name: string): string | undefined {
  const catalog = createCatalog({ version: latestVersion(), profile: 'upstream' })
  const isKnown =
    catalog.history(name) !== undefined ||
    catalog.transportFamily(name) !== undefined ||
    catalog.conventionalName(name) !== undefined
  const near = isKnown ? undefined : nearestName(name, catalog.parameterNames())
  return near === undefined ? undefined : `there is no parameter \`${name}\`: did you mean \`${near}\`?`
}
