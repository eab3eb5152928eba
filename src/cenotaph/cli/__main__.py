"""`python -m cenotaph.cli`."""

from cenotaph.cli.main import main

main()
