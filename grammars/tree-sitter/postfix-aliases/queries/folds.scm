(alias) @fold
