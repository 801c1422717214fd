import { updateCatalog } from './update-catalog.js'

const { status, output, errors } = updateCatalog(process.argv.slice(2))
process.stdout.write(output)
process.stderr.write(errors)
process.exitCode = status
