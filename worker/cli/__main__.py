"""`python -m worker.cli`: the command without its script."""

from worker.cli.main import main

main()
