(service) @fold
