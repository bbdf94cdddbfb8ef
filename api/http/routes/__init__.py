"""The routes, one module per resource. They look up and search, they do not rank."""
