"""Exit codes, the same for every command."""

FAILED = 1  # something did not work, now or at all
MISTAKE = 2  # an argument, input, address or setting is wrong
INTERRUPTED = 130  # as shells report Ctrl-C
