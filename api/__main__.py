"""`python -m api` is `pilcrow`."""

from api.cli import main

main()
