# shellcheck shell=bash
# Progress, failure and the clean end: what every other part of ./dev uses.

TICKER=''       # process that counts the seconds on a terminal
AT_EXIT=()      # functions to call at the end, last one first
WITH_TABLE=''   # set once the command wants the table of durations

say() { printf '%s\n' "$*"; }

die() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE WANT: compares dotted numbers.
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

finish() {
  local status=$? i
  trap '' INT TERM # the clean end is not to be interrupted by a second Ctrl-C
  stop_ticker
  for ((i = ${#AT_EXIT[@]} - 1; i >= 0; i--)); do "${AT_EXIT[i]}" || true; done
  [ -z "$WITH_TABLE" ] || print_times
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_ticker() { # NAME
  [ -t 1 ] || return 0
  local name=$1
  (while sleep 1; do printf '\r  %s … %d s ' "$name" "$SECONDS"; done) &
  TICKER=$!
}

stop_ticker() {
  [ -n "$TICKER" ] || return 0
  kill "$TICKER" 2>/dev/null || true
  wait "$TICKER" 2>/dev/null || true
  TICKER=''
}

# attempt NAME COMMAND…: one line of progress, the output in .tools/log; returns the command's status.
# The command may be a function; it must chain its parts with &&, for `set -e` does not reach it.
attempt() {
  local name=$1 status=0
  shift
  local log began=$SECONDS
  log=$LOG/$(log_name "$name")
  printf '  %s … ' "$name"
  SECONDS=0
  start_ticker "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  stop_ticker
  local took=$SECONDS
  SECONDS=$((began + took))
  [ ! -t 1 ] || printf '\r  %s … ' "$name"
  if [ "$status" -eq 0 ]; then say "$took s"; else say "failed after $took s"; fi
  note_time "$took" "$name"
  return "$status"
}

# step NAME HINT COMMAND…: as attempt, but a failure ends the script with the log's end and the hint.
step() {
  local name=$1 hint=$2
  shift 2
  attempt "$name" "$@" && return
  tail -n 30 "$LOG/$(log_name "$name")" >&2
  die "$hint (The whole output: .tools/log/$(log_name "$name"))"
}

# run NAME COMMAND…: a heading, then the command with its own output; a failure ends the script.
run() {
  local name=$1 status=0 began=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  note_time $((SECONDS - began)) "$name"
  [ "$status" -eq 0 ] || die "Failed: $name. Its output above says why."
}

log_name() { printf '%s.log' "$1" | tr -cs 'A-Za-z0-9.-' '-'; }

# time_table: from here on durations are noted, and a table of them closes the output.
time_table() {
  : >"$LOG/times"
  WITH_TABLE=yes
}

note_time() { # SECONDS NAME
  [ -z "$WITH_TABLE" ] || printf '%d\t%s\n' "$1" "$2" >>"$LOG/times"
}

print_times() {
  printf '\nSeconds by step\n'
  awk -F '\t' '{ printf "%6d  %s\n", $1, $2; sum += $1 } END { printf "%6d  in all\n", sum }' "$LOG/times"
}
