import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/vscode/**/*.check.ts'], maxWorkers: 1, bail: 1 },
})
