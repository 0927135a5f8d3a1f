#!/bin/sh
# The user's browser: agrees to everything.
exec node -e 'fetch(process.argv[1])' "$1"
