"""The subcommands of `pilcrow`, one module each; what they share is in `options` and `console`."""
