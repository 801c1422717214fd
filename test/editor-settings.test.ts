import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { parse as parseToml } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import textmate from 'vscode-textmate'
import { z } from 'zod'
import { treeSitterFolder, treeSitterGrammars } from '../scripts/tree-sitter-digest.js'
import { tableOfType } from '../src/language-server/modeline.js'
import { roleOf } from '../src/language-server/project-files.js'
import { readSettings } from '../src/language-server/settings.js'

// Of editors that cannot be run here, the configuration is held to what their documentation knows: other keys are refused.

const read = (path: string) => readFileSync(join('editors', path), 'utf8')
const command = ['postfix-lint', 'lsp', '--stdio']

/** Language ids that the server understands. */
const isKnown = (id: string) => tableOfType[id] !== undefined || roleOf('file:///x', id) !== undefined

const settings = z.custom(value => readSettings(value).problems.length === 0, 'settings that the server takes')

describe('the configuration of Helix', () => {
  const language = z.strictObject({
    name: z.string(),
    scope: z.string(),
    'file-types': z.array(z.strictObject({ glob: z.string() })).min(1),
    'comment-token': z.literal('#'),
    indent: z.strictObject({ 'tab-width': z.number(), unit: z.string() }),
    'language-servers': z.tuple([z.literal('postfix-lint')]),
  })
  const schema = z.strictObject({
    'language-server': z.strictObject({
      'postfix-lint': z.strictObject({
        command: z.literal(command[0] ?? ''),
        args: z.array(z.string()),
        config: z.strictObject({ 'postfix-lint': settings }),
      }),
    }),
    language: z.array(language),
    grammar: z.array(
      z.strictObject({
        name: z.string(),
        source: z.strictObject({ git: z.string(), rev: z.string(), subpath: z.string() }),
      }),
    ),
  })
  const found = schema.parse(parseToml(read('helix/languages.toml')))

  it('starts the server for each language, by ids that it knows', () => {
    expect(found['language-server']['postfix-lint'].args).toEqual(command.slice(1))
    expect(found.language.map(({ name }) => name).filter(name => !isKnown(name))).toEqual([])
    expect(found.language.map(({ name }) => name).sort()).toEqual([...treeSitterGrammars].sort())
  })

  it('has a grammar and queries for each language', () => {
    expect(found.grammar.map(({ source }) => source.subpath).sort()).toEqual(
      treeSitterGrammars.map(name => `${treeSitterFolder}/${name}`).sort(),
    )
    for (const { name } of found.language) expect(existsSync(`editors/helix/queries/${name}/highlights.scm`)).toBe(true)
  })
})

describe('the extension for Zed', () => {
  const manifest = z
    .strictObject({
      id: z.string(),
      name: z.string(),
      version: z.string(),
      schema_version: z.literal(1),
      authors: z.array(z.string()),
      description: z.string(),
      repository: z.url(),
      language_servers: z.strictObject({
        'postfix-lint': z.strictObject({
          name: z.string(),
          languages: z.array(z.string()),
          language_ids: z.record(z.string(), z.string()),
        }),
      }),
      grammars: z.record(z.string(), z.strictObject({ repository: z.url(), rev: z.string(), path: z.string() })),
    })
    .parse(parseToml(read('zed/extension.toml')))
  const languages = readdirSync('editors/zed/languages').map(folder =>
    z
      .strictObject({
        name: z.string(),
        grammar: z.string(),
        path_suffixes: z.array(z.string()),
        line_comments: z.array(z.string()),
        tab_size: z.number(),
      })
      .parse(parseToml(read(`zed/languages/${folder}/config.toml`))),
  )
  const server = manifest.language_servers['postfix-lint']

  it('has each language, with its grammar and an id that the server knows', () => {
    const names = languages.map(({ name }) => name).sort()
    expect([...server.languages].sort()).toEqual(names)
    expect(Object.keys(server.language_ids).sort()).toEqual(names)
    expect(Object.values(server.language_ids).filter(id => !isKnown(id))).toEqual([])
    expect(languages.map(({ grammar }) => grammar).sort()).toEqual(Object.keys(manifest.grammars).sort())
    for (const [name, { path }] of Object.entries(manifest.grammars)) {
      expect(readFileSync(`${path}/grammar.js`, 'utf8')).toContain(`name: '${name}'`)
    }
  })

  it('has settings that name its languages', () => {
    const found = z
      .strictObject({
        file_types: z.record(z.string(), z.array(z.string())),
        lsp: z.strictObject({ 'postfix-lint': z.strictObject({ settings }) }),
      })
      .parse(JSON.parse(read('zed/settings.json')))
    const names = languages.map(({ name }) => name)
    expect(Object.keys(found.file_types).filter(name => !names.includes(name))).toEqual([])
  })

  it('asks for the command, and gives the settings under the name that the server asks for', () => {
    const source = read('zed/src/lib.rs')
    expect(source).toContain('worktree.which("postfix-lint")')
    expect(source).toContain('vec!["lsp".into(), "--stdio".into()]')
    expect(source).toContain('"postfix-lint": settings')
    const cargo = z.looseObject({
      lib: z.strictObject({ path: z.string(), 'crate-type': z.tuple([z.literal('cdylib')]) }),
    })
    expect(existsSync(`editors/zed/${cargo.parse(parseToml(read('zed/Cargo.toml'))).lib.path}`)).toBe(true)
  })
})

describe('the settings of Sublime Text', () => {
  it('start the server for all scopes of the grammars', () => {
    const schema = z.strictObject({
      clients: z.strictObject({
        'postfix-lint': z.strictObject({
          enabled: z.literal(true),
          command: z.array(z.string()),
          selector: z.string(),
          settings: z.record(z.string(), z.string()),
        }),
      }),
    })
    const client = schema.parse(JSON.parse(read('sublime/LSP.sublime-settings'))).clients['postfix-lint']
    expect(client.command).toEqual(command)
    const flat = Object.entries(client.settings).map(([name, value]) => [name.replace(/^postfix-lint\./, ''), value])
    expect(readSettings(Object.fromEntries(flat)).problems).toEqual([])
    const scopes = readdirSync('grammars/textmate')
      .filter(name => name.endsWith('.json'))
      .map(name => JSON.parse(readFileSync(`grammars/textmate/${name}`, 'utf8')).scopeName)
    expect(scopes.filter((scope: string) => !scope.startsWith(`${client.selector}.`))).toEqual([])
    // LSP sends the second part of a scope as the id of the language: the server then goes by the name.
    expect(roleOf('file:///etc/postfix/main.cf', 'postfix')).toBe('main')
  })

  it('come with the grammars of grammars/textmate', () => {
    const names = readdirSync('grammars/textmate').filter(name => name.endsWith('.json'))
    for (const name of names) {
      const { fileTypes: _, $schema: __, ...wanted } = JSON.parse(readFileSync(`grammars/textmate/${name}`, 'utf8'))
      const path = `sublime/Postfix/${name.replace('.json', '')}`
      const { fileTypes, ...found } = JSON.parse(JSON.stringify(textmate.parseRawGrammar(read(path), path)))
      expect(found).toEqual(wanted)
      expect(Array.isArray(fileTypes)).toBe(true)
    }
  })
})

describe('the files for Kate', () => {
  const syntaxes = readdirSync('editors/kate').filter(name => name.endsWith('.xml'))
  const names = syntaxes.map(name => /<language name="([^"]*)"/.exec(read(`kate/${name}`))?.[1] ?? '')

  it.each(syntaxes)('%s is well-formed, and refers to what there is', name => {
    const used: string[] = []
    const contexts: string[] = []
    const data: string[] = []
    const parser = new SaxesParser()
    parser.on('error', problem => {
      throw problem
    })
    parser.on('opentag', ({ name: tag, attributes }) => {
      if (tag === 'context') contexts.push(attributes['name'] ?? '')
      if (tag === 'itemData') data.push(attributes['name'] ?? '')
      if (attributes['attribute'] !== undefined) used.push(attributes['attribute'])
    })
    parser.write(read(`kate/${name}`)).close()
    expect(contexts[0]).toBe('Line')
    expect([...new Set(used)].filter(attribute => !data.includes(attribute))).toEqual([])
  })

  it('start one server for all modes, by ids that it knows', () => {
    const server = z.union([
      z.strictObject({
        command: z.array(z.string()),
        url: z.url(),
        highlightingModeRegex: z.string(),
        rootIndicationFileNames: z.array(z.string()),
        initializationOptions: settings,
        settings: z.strictObject({ 'postfix-lint': settings }),
      }),
      z.strictObject({ use: z.literal('postfix-main'), highlightingModeRegex: z.string() }),
    ])
    const { servers } = z
      .strictObject({ servers: z.record(z.string(), server) })
      .parse(JSON.parse(read('kate/lspclient.json')))
    expect(Object.keys(servers).filter(id => !isKnown(id))).toEqual([])
    const patterns = Object.values(servers).map(({ highlightingModeRegex }) => new RegExp(highlightingModeRegex, 'i'))
    for (const name of names) expect(patterns.filter(pattern => pattern.test(name))).toHaveLength(1)
  })

  const program = 'kate-syntax-highlighter'
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen' }
  const missing = spawnSync(program, ['--version'], { env }).status !== 0
  const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes(program)
  if (missing && !required) console.warn(`Kate's engine (${program}) is not installed: its colours are not tested`)

  describe.skipIf(missing && !required)('in its engine', () => {
    let folder = ''
    beforeAll(() => {
      expect(missing, `${program} is not installed, but POSTFIX_LINT_REQUIRE asks for it`).toBe(false)
      folder = mkdtempSync(join(tmpdir(), 'postfix-lint-kate-'))
      const place = join(folder, 'org.kde.syntax-highlighting/syntax')
      mkdirSync(place, { recursive: true })
      for (const name of syntaxes) copyFileSync(`editors/kate/${name}`, join(place, name))
    })
    afterAll(() => {
      if (folder !== '') rmSync(folder, { recursive: true, force: true })
    })

    /** Words of a text with a style of their own, by the name of the file. */
    function styled(file: string, text: string): readonly string[] {
      writeFileSync(join(folder, file), text)
      const run = spawnSync(program, ['-f', 'html', join(folder, file)], {
        encoding: 'utf8',
        env: { ...env, XDG_DATA_HOME: folder },
      })
      expect(run.status, run.stderr).toBe(0)
      const colours: Readonly<Record<string, string>> = {
        '#898887': 'comment',
        '#0057ae': 'name',
        '#ca60ca': 'operator',
        '#b08000': 'number',
        '#aa5500': 'constant',
        '#644a9b': 'function',
        '#bf0303': 'error',
        '#ff5500': 'pattern',
      }
      return [...run.stdout.matchAll(/<span style="(?:color:(#\w+))?[^"]*">(.*?)<\/span>/g)].map(
        ([, colour = '', word]) => `${word} ${colours[colour] ?? 'keyword'}`,
      )
    }

    it('colours main.cf', () => {
      expect(styled('main.cf', 'a = $b permit_mynetworks 30s yes\n  # c\nno equals\n')).toEqual([
        'a name',
        '= operator',
        '$b name',
        'permit_mynetworks keyword',
        '30s number',
        'yes constant',
        '# c comment',
        'no equals error',
      ])
    })

    it('colours master.cf and tables', () => {
      expect(styled('master.cf', 'smtp inet n - y 60? 1 smtpd -v\n  -o a=$b\n')).toEqual([
        'smtp function',
        'inet name',
        'n constant',
        '- constant',
        'y constant',
        '60? number',
        '1 number',
        'smtpd function',
        '-v keyword',
        '-o keyword',
        'a name',
        '= operator',
        '$b name',
      ])
      expect(styled('x.pcre', 'if /x/\n/^a/i REJECT $1\nendif\n')).toEqual([
        'if keyword',
        '/x/ pattern',
        '/^a/i pattern',
        'REJECT keyword',
        '$1 name',
        'endif keyword',
      ])
      expect(styled('virtual', 'a@example.com b\n# c\n')).toEqual(['a@example.com name', '# c comment'])
    })
  })
})
