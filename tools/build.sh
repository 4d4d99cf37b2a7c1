# shellcheck shell=bash
# Building and checking: the two halves, the tests that nextest does not run, and the browser tests.

# The browser half for release, in target/site: wasm, its script, the style sheet, and each of them compressed.
# cargo-leptos empties the site and optimises the wasm anew at every call, so it is called only after a change.
build_front() {
  ! front_is_fresh || return 0
  forget_front
  run "build, browser half" cargo leptos build --release --precompress --frontend-only
  rm -f target/site/pkg/*.d.ts* # types for other programs' builds; no page asks for them
  touch target/front.built
}

front_is_fresh() {
  local sources=(app contest style public .cargo Cargo.toml Cargo.lock)
  [ -e target/front.built ] && [ -e target/site/pkg/cchc.wasm ] || return 1
  [ -z "$(find "${sources[@]}" -newer target/front.built -print -quit 2>/dev/null)" ]
}

forget_front() { rm -f target/front.built; }

build_release() {
  build_front
  run "build, server" cargo leptos build --release --server-only
}

# The server that the tests' own build made, in target/debug. `--examples` asks for the
# same features of every crate as the tests do, so that nothing is compiled twice.
build_test_server() {
  run "build, server for the browser tests" cargo build --workspace --bin cchc --examples
}

# nextest does not run the examples in the documentation; where there are none, cargo need not look.
doc_tests() {
  ! grep -rqE '^\s*//[/!].*```' --include='*.rs' {app,bank,bench,contest,engine,migrations,server}/src ||
    run "documentation tests" cargo test --workspace --doc
}

find_chromium() {
  local name
  for name in ${CCHC_CHROMIUM:+"$CCHC_CHROMIUM"} chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

# browser_tests [ARGS]: Playwright, then one line with its totals. A test that was skipped has not passed.
browser_tests() {
  local report=$ROOT/end2end/results/report.json status=0
  browser_settings
  rm -f "$report"
  (cd end2end && PLAYWRIGHT_JSON_OUTPUT_FILE=$report playwright test --reporter=list,json "$@") || status=$?
  [ ! -e "$report" ] || node tools/e2e-total.mjs "$report" || status=1
  return "$status"
}

browser_shots() { browser_settings && node end2end/shots.mjs; }

browser_settings() {
  CCHC_CHROMIUM=$(find_chromium)
  export CCHC_CHROMIUM CCHC_TEST_SERVER=$ROOT/target/debug/cchc CCHC_SITE_DIR=$ROOT/target/site
}

shell_syntax() {
  local file
  for file in dev .ci/run tools/*.sh; do bash -n "$file" || return 1; done
}

# The list of known weaknesses is a git repository that not every build host may reach.
advisories() {
  local list=https://github.com/rustsec/advisory-db
  if GIT_TERMINAL_PROMPT=0 timeout 30 git ls-remote "$list" HEAD >/dev/null 2>&1; then
    run "cargo deny, advisories" cargo deny check advisories
  else
    say "Advisories were not checked: $list cannot be reached from here."
  fi
}
