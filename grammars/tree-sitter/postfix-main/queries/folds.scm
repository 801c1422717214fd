(setting) @fold
