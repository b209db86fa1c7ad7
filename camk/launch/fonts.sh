#!/bin/sh
# Fetches the one typeface where npm is there. It is a nicety: without npm or without
# the internet the pages use the system's own faces, so nothing here may stop a start.
# The sheet that names the files is copied last and beside them: it must never be there
# without them, because the static file storage stops at a missing file.
cd "$(dirname "$0")/../.." || exit 0
into=static/fonts
from=node_modules/@fontsource-variable/atkinson-hyperlegible-next/files

cmp -s assets/fonts.css "$into/fonts.css" && exit 0
[ -f package-lock.json ] && command -v npm >/dev/null 2>&1 || exit 0
if [ ! -d "$from" ]; then
    echo "Fetching the typeface"
    limit=
    command -v timeout >/dev/null 2>&1 && limit="timeout 60"
    $limit npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=0 \
        </dev/null >/dev/null 2>&1 || { echo "   not reachable now; the system's own typeface is used"; exit 0; }
fi
mkdir -p "$into"
for letters in latin latin-ext; do
    cp "$from/atkinson-hyperlegible-next-$letters-wght-normal.woff2" "$into/" 2>/dev/null || exit 0
done
cp assets/fonts.css "$into/"
