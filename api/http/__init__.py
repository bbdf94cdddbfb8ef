"""The HTTP interface: an app over a service; routes speak wire models, errors are problems."""
