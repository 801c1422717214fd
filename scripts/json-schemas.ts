import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { buildSync } from 'esbuild'
import { z } from 'zod'
import { profileData } from '../src/catalog/data-files.js'
import type { JsonExplanation } from '../src/cli/explanation-json.js'
import type { UserConfig } from '../src/cli/user-config.js'
import type { Comparison } from '../src/effective/compare.js'
import { mostEntries } from '../src/effective/compare-tables.js'
import type { EffectiveConfiguration } from '../src/effective/document.js'
import type { JsonReport } from '../src/report/json.js'
import { rules } from '../src/rules/index.js'

const severity = z.enum(['error', 'warning', 'info'])

function configSchema(): z.ZodType<UserConfig> {
  const severities = z.enum(['error', 'warning', 'info', 'off'])
  const ids = z.enum(rules.map(rule => rule.id))
  const profiles = z.enum(['upstream', ...(Object.keys(profileData()) as ['debian'])])
  return z.strictObject({
    $schema: z.string().optional().describe('Where this schema is.'),
    preset: z.enum(['recommended', 'strict', 'all']).optional().describe('Which rules run; default: recommended.'),
    rules: z
      .partialRecord(z.union([ids, z.string().regex(/^[^/]+\/.+$/)]), severities)
      .optional()
      .describe(
        'Severity by rule; a rule named here runs whatever the preset. Rules of policies and plug-ins have a / in their name.',
      ) as z.ZodOptional<z.ZodType<NonNullable<UserConfig['rules']>>>,
    policies: z
      .array(z.string().min(1))
      .optional()
      .describe('Policies: JSON Schemas, relative to this file, or postfix-lint:tls and postfix-lint:relay.'),
    plugins: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'Modules with more rules: files that begin with ./, relative to this file, or packages. They are run only where the command line allows it.',
      ),
    postfixVersion: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Postfix release the files are for: branch (3.7) or patch level (3.7.11); default: as installed below root, or the newest stable one.',
      ),
    profile: profiles.optional().describe('Whose build of Postfix; default: as installed below root, or upstream.'),
    root: z
      .union([z.string().min(1), z.literal(false)])
      .optional()
      .describe('File system of the mail server, relative to this file; false: look at none.'),
    maxWarnings: z.int().min(0).optional().describe('So many warnings do not change the exit status.'),
    ignore: z
      .array(z.string().min(1))
      .optional()
      .describe('What is not searched: patterns as in .gitignore, relative to this file.'),
  })
}

/** Parts of what is printed, shared by its forms. */
function printedParts() {
  const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1), offset: z.int().min(0) }).meta({
    id: 'Position',
    description: 'Line and column from 1, offset from 0; column and offset count UTF-16 code units.',
  })
  const range = z
    .strictObject({ start: position, end: position })
    .meta({ id: 'Range', description: 'From the first character to after the last.' })
  const file = z.string().describe('Path as it was given, or as it follows from the directory that was given.')
  const edit = z
    .strictObject({ file, range, text: z.string() })
    .meta({ id: 'Edit', description: 'Replace a range by a text.' })
  const fix = z.strictObject({ title: z.string(), safety: z.enum(['safe', 'unsafe', 'manual']), edits: z.array(edit) })
  const diagnostic = z.strictObject({
    file,
    rule: z.string(),
    severity,
    message: z.string(),
    range,
    services: z.array(z.string()).describe('The master.cf services concerned, as name/type.'),
    related: z.array(z.strictObject({ file, range, message: z.string() })),
    fixes: z.array(fix),
  })
  return { file, diagnostic }
}

function reportSchema(): z.ZodType<JsonReport> {
  const { file, diagnostic } = printedParts()
  const count = z.int().min(0)
  return z.strictObject({
    version: z.literal(1),
    diagnostics: z.array(diagnostic),
    summary: z.strictObject({
      errors: count,
      warnings: count,
      infos: count,
      files: count.describe('Files that were linted.'),
      fixed: count.describe('Findings that this run fixed.'),
      postfixVersion: z.string(),
      installed: z
        .string()
        .optional()
        .describe('The package below the root that the release, or whose build it is, was taken from.'),
      unread: z
        .array(z.strictObject({ file, message: z.string() }))
        .describe('Files that could not be linted, and why.'),
    }),
  }) as z.ZodType<JsonReport>
}

function explanationSchema(): z.ZodType<JsonExplanation> {
  const { file, diagnostic } = printedParts()
  const name = z.string()
  const line = z.strictObject({
    program: name.optional(),
    syslogName: name.optional().describe('What stands before the program: `postfix`, or the syslog_name of a service.'),
    queueId: name.optional(),
    level: z.enum(['warning', 'error', 'fatal', 'panic']).optional(),
    text: z.string(),
    codes: z.array(z.string()).describe('SMTP reply codes and enhanced status codes in the text.'),
    isFromOther: z.boolean().describe('The text quotes what another server said.'),
    place: z.strictObject({ file: z.enum(['main.cf', 'master.cf']), line: z.int() }).optional(),
  })
  const setting = z.strictObject({
    name,
    service: name.optional().describe('The master.cf entry that sees this value; absent: main.cf.'),
    from: z.enum(['default', 'main.cf', 'master.cf']),
    file: file.optional(),
    line: z.int().min(1).optional(),
    value: z.string().describe('As it is written.'),
    effective: z.string().nullable().describe('With every $name filled in; null: it depends on the host.'),
  })
  const service = z.strictObject({
    service: name.describe('Name and type of the master.cf entry: smtp/inet.'),
    program: name,
    file,
    line: z.int().min(1),
    sets: z.array(name).describe('Names that its -o options set.'),
  })
  return z.strictObject({
    version: z.literal(1),
    asked: z.string(),
    topic: z.enum(['rule', 'name', 'status-code', 'log-line', 'unknown']),
    line: line.optional(),
    texts: z.array(z.string()).describe('Explanations in Markdown.'),
    messages: z
      .array(z.strictObject({ message: z.string(), means: z.string(), do: z.string() }))
      .describe('What a log line is known as, the likeliest first; * stands for anything.'),
    rules: z
      .array(z.strictObject({ id: z.string(), severity, summary: z.string() }))
      .describe('Rules that find the cause.'),
    parameters: z.array(name),
    restrictions: z.array(name),
    suggestions: z.array(name).describe('Known names near to one that is not known.'),
    postfixVersion: z.string(),
    here: z
      .strictObject({ services: z.array(service), settings: z.array(setting), findings: z.array(diagnostic) })
      .optional()
      .describe('Where it is in the configuration that was named.'),
  }) as z.ZodType<JsonExplanation>
}

function configurationSchema(): z.ZodType<EffectiveConfiguration> {
  const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]).meta({
    id: 'Value',
    description:
      'yes and no: a boolean; a number or a size: a number; a time: seconds; a list: its words, in order; anything else: text. Words that Postfix compares without case have one spelling. A value that is not what its parameter takes is its text; one that is not known (it depends on the host or on a template, or cannot be expanded): null.',
  })
  const place = { line: z.int().min(1).optional(), column: z.int().min(1).optional() }
  const origin = z
    .strictObject({
      from: z.enum(['default', 'main.cf', 'master.cf']).describe('master.cf: a -o of the service.'),
      written: z.string().describe('As it is written; of a default, as Postfix has it built in.'),
      expanded: z.string().nullable().describe('With every $name filled in; null: not known.'),
      differs: z.boolean().describe('Set to something else than what it would be anyway.'),
      file: z.string().optional().describe('Absent for a default.'),
      ...place,
    })
    .meta({ id: 'Origin', description: 'Where a value comes from, and how it is written.' })
  const values = {
    parameters: z.record(z.string(), value).describe('What each parameter means, by its name.'),
    origins: z.record(z.string(), origin).describe('Where each of them comes from, by the same names.'),
  }
  const column = z.boolean().nullable()
  const service = z
    .strictObject({
      label: z.string().describe('Name and type: smtp/inet.'),
      name: z.string(),
      type: z.string().describe('inet, unix, fifo, pass or unix-dgram.'),
      program: z.string().describe('The last part of the path of its command: smtpd.'),
      arguments: z.array(z.string()).describe('What follows the command, but for -o.'),
      private: column,
      unprivileged: column,
      chroot: column,
      wakeup: z.number().nullable().describe('Seconds; 0: never.'),
      processLimit: z.number().nullable().describe('0: no limit.'),
      file: z.string(),
      line: z.int().min(1),
      ...values,
    })
    .meta({
      id: 'Service',
      description:
        'An entry of master.cf, its columns with their defaults filled in (null: not valid), and the parameters that its program reads.',
    })
  return z.strictObject({
    version: z.literal(1).describe('Of this form: it changes when something is taken away or means something else.'),
    postfix: z
      .strictObject({ version: z.string(), profile: z.string() })
      .describe('The release of Postfix, and whose build, whose defaults these are.'),
    main: z.strictObject(values).describe('What programs outside master.cf see: main.cf and defaults alone.'),
    services: z.array(service).describe('In the order of master.cf.'),
    kinds: z
      .record(z.string(), z.string())
      .describe('What kind of value each parameter has: boolean, time, restriction-list ...'),
  }) as z.ZodType<EffectiveConfiguration>
}

function comparisonSchema(): z.ZodType<Comparison> {
  const value = z
    .union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()])
    .meta({ id: 'Value', description: 'As in configuration.schema.json.' })
  const side = z
    .strictObject({
      value,
      text: z.string().describe('With every $name filled in; as written where that is not known.'),
      from: z.enum(['default', 'main.cf', 'master.cf']),
      places: z.array(z.string()).describe('file:line, wherever it is written.'),
    })
    .meta({ id: 'Side', description: 'A value on one side.' })
  const labels = z
    .array(z.string())
    .describe('The services concerned, as name/type; empty: programs outside master.cf.')
  const words = z.array(z.string())
  const parameter = z.strictObject({
    name: z.string(),
    before: side.nullable().describe('Null: that release does not have it, or the name is not set.'),
    after: side.nullable(),
    added: words.optional().describe('Of a list: words that only the second has.'),
    removed: words.optional().describe('Of a list: words that only the first has.'),
    services: labels,
  })
  const service = z.strictObject({
    property: z.enum(['program', 'arguments', 'private', 'unprivileged', 'chroot', 'wakeup', 'processLimit']),
    before: value,
    after: value,
    services: labels,
  })
  const oneSide = z.strictObject({ label: z.string(), program: z.string(), place: z.string().describe('file:line') })
  const postfix = z.strictObject({ version: z.string(), profile: z.string() })
  const entrySide = z
    .strictObject({
      value: z.string().optional().describe('Absent where it is a secret.'),
      place: z.string().describe('file:line'),
    })
    .meta({ id: 'EntrySide', description: 'An entry of a table on one side.' })
  const entry = z.strictObject({
    key: z.string().describe('A key, a pattern with the blocks around it, or the name of a setting.'),
    before: entrySide.nullable(),
    after: entrySide.nullable(),
  })
  const tableName = z.string().describe('type:path, or the path of a file that is no table of a type.')
  const count = z.int().nonnegative()
  const table = z.strictObject({
    before: tableName,
    after: tableName,
    usedBy: z.array(z.string()).describe('The parameters and restrictions that name it.'),
    services: labels,
    added: count.describe('How many entries only the second has.'),
    removed: count.describe('How many entries only the first has.'),
    changed: count.describe('How many entries say something else.'),
    reordered: z.boolean().describe('The first match decides, and what both have stands in another order.'),
    entries: z.array(entry).describe(`Those counted, the first ${mostEntries} of each kind.`),
  })
  const uncompared = z.strictObject({ table: tableName, known: z.enum(['before', 'after']) })
  return z.strictObject({
    version: z.literal(1),
    same: z.boolean(),
    before: postfix,
    after: postfix,
    addedServices: z.array(oneSide),
    removedServices: z.array(oneSide),
    changedServices: z.array(service).describe('Columns of master.cf, and commands.'),
    changedParameters: z.array(parameter).describe('Sorted by name; equal changes of several services are one.'),
    changedTables: z.array(table).describe('Tables that both use for the same, whose text is known on both.'),
    uncomparedTables: z.array(uncompared).describe('Tables that both use, whose text is known on one only.'),
  }) as z.ZodType<Comparison>
}

const address = 'https://raw.githubusercontent.com/postfix-lint/postfix-lint/main/schemas/'

function jsonSchema(name: string, title: string, schema: z.ZodType): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { reused: 'inline' })
  return { $schema, $id: `${address}${name}`, title, ...rest }
}

/** The checker of settings as code that needs no library: neither zod nor ajv is there when postfix-lint runs. */
function validatorCode(schema: Record<string, unknown>): string {
  const ajv = new Ajv2020({ allErrors: true, strict: true, code: { source: true, esm: true } })
  const validate = ajv.compile(schema)
  const code = `${standalone.default(ajv, validate)}\nexport { validate as validateConfig }`
  const bundled = buildSync({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    write: false,
    target: 'es2022',
  })
  return `// Generated by scripts/json-schemas.ts from schemas/config.schema.json. Do not edit.\n${bundled.outputFiles[0]?.text ?? ''}`
}

/** The published JSON Schemas and the checker that is made from one of them, by path. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const config = jsonSchema('config.schema.json', 'Settings of postfix-lint', configSchema())
  const report = jsonSchema('report.schema.json', 'What `postfix-lint --format json` prints', reportSchema())
  const explanation = jsonSchema(
    'explanation.schema.json',
    'What `postfix-lint explain --format json` prints',
    explanationSchema(),
  )
  const configuration = jsonSchema(
    'configuration.schema.json',
    'What `postfix-lint show --json` prints: what each service really runs with',
    configurationSchema(),
  )
  const comparison = jsonSchema(
    'comparison.schema.json',
    'What `postfix-lint diff --json` prints: what changes for which service',
    comparisonSchema(),
  )
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  return new Map([
    ['schemas/config.schema.json', text(config)],
    ['schemas/report.schema.json', text(report)],
    ['schemas/explanation.schema.json', text(explanation)],
    ['schemas/comparison.schema.json', text(comparison)],
    ['schemas/configuration.schema.json', text(configuration)],
    ['src/cli/config-validator.js', validatorCode(config)],
  ])
}
