import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A small machine has no core to spare for the runner itself, which mostly waits.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
})
