#!/bin/sh
# Makes .venv with the pinned packages of the file named (requirements.txt unless told),
# and does nothing when they are already there. Plain sh: it runs before there is any Python of ours.
set -eu
cd "$(dirname "$0")/../.."
wanted=${1:-requirements.txt}
stamp=.venv/.installed-$(basename "$wanted" .txt)

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

# A copied or half-made folder, or one whose Python was upgraded away, is made afresh.
if ! .venv/bin/python -c 'import pip' 2>/dev/null || ! new_enough .venv/bin/python; then
    python=$(find_python)
    [ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found.
On Debian or Ubuntu:  sudo apt install python3 python3-venv
Or name another one:  make run PYTHON=/path/to/python3.12"
    "$python" -c 'import venv, ensurepip' 2>/dev/null || stop "Python's venv module is missing.
On Debian or Ubuntu:  sudo apt install python3-venv"
    say "Making a virtual environment in .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || stop "The virtual environment could not be made in $(pwd)/.venv.
The lines above say why (often: no room on the disk, or the folder may not be written to)."
fi

# The stamp holds what was installed: the same text of the three files needs no second look.
now=$({ .venv/bin/python --version; cat requirements.txt constraints.txt "$wanted"; } | cksum)
[ "$(cat "$stamp" 2>/dev/null || true)" = "$now" ] && exit 0

say "Installing the pinned packages of $wanted (a minute or two the first time)"
failed=.venv/.failed
rm -f "$failed" "$stamp"
{ .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
    -r "$wanted" -c constraints.txt 2>&1 || touch "$failed"; } |
    tee .venv/install.log | sed -n -e 's/^Collecting \([^ ]*\).*/   \1/p' -e 's/^\(Installing collected\) .*/   \1 .../p'
if [ -e "$failed" ]; then
    tail -n 15 .venv/install.log >&2
    stop "The packages could not be installed; the last lines are above, all of them in .venv/install.log.
Is this machine connected to the internet? Run the same command again to carry on."
fi
say "$now" >"$stamp"
