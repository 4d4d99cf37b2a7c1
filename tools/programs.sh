# shellcheck shell=bash
# What each command needs beyond the compiler: cargo's tools in .tools/bin, Node's in end2end/node_modules.

# setup KIND…: rust (the compiler alone), build, services, nextest, browser, lint.
setup() {
  local kind
  lock
  need_compiler_packages
  for kind in "$@"; do
    case $kind in
      build) need_node ;;
      services) need_service_packages ;;
      browser) need_node && need_browser ;;
    esac
  done
  install_missing
  setup_rust
  for kind in "$@"; do
    case $kind in
      build) setup_build ;;
      nextest) setup_nextest ;;
      browser) node_tools ;;
      lint) setup_lint ;;
    esac
  done
  drop_tool_builds
  unlock
}

# Two runs at once must not install the same thing: the second waits for the first.
lock() {
  has flock || return 0
  exec 9>"$TOOLS/lock"
  flock -n 9 || { say "  Another ./dev is setting up; waiting for it." && flock 9; }
}

unlock() { exec 9>&-; }

setup_build() {
  local wasm_bindgen
  wasm_bindgen=$(wasm_bindgen_version)
  [ -n "$wasm_bindgen" ] || die "Cargo.lock does not name wasm-bindgen, so its program cannot be chosen; restore Cargo.lock from git."
  cargo_tool cargo-leptos "$CARGO_LEPTOS_VERSION" --locked
  # Not --locked: its published lock file names a crate version that is gone.
  cargo_tool wasm-bindgen-cli "$wasm_bindgen"
  node_tools
}

setup_nextest() {
  has cargo-nextest || cargo_tool cargo-nextest "$CARGO_NEXTEST_VERSION" --locked
}

setup_lint() {
  if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    step "Rust: clippy and rustfmt" "Missing: clippy and rustfmt of the Rust toolchain in use; add them with rustup." \
      rustup component add clippy rustfmt
  fi
  cargo_tool cargo-machete "$CARGO_MACHETE_VERSION" --locked
  cargo_tool cargo-deny "$CARGO_DENY_VERSION" --locked
}

wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock
}

has_cargo_tool() { # CRATE VERSION
  grep -q "^\"$1 $2 " "$TOOLS/.crates.toml" 2>/dev/null
}

# cargo_tool CRATE VERSION [FLAGS]: in the debug profile, which takes a quarter of the time and serves as well.
cargo_tool() {
  local crate=$1 version=$2
  shift 2
  has_cargo_tool "$crate" "$version" || step "$crate $version, from source" \
    "$crate $version could not be installed; the registry of Rust crates must be reachable." \
    env CARGO_TARGET_DIR="$TOOLS/build" CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install --debug "$@" --root "$TOOLS" "$crate@$version"
}

# The tools share many crates, so what was compiled for one is kept until the last is there.
drop_tool_builds() {
  [ -d "$TOOLS/build" ] || return 0
  if has_cargo_tool cargo-leptos "$CARGO_LEPTOS_VERSION" && has_cargo_tool wasm-bindgen-cli "$(wasm_bindgen_version)" &&
    has_cargo_tool cargo-machete "$CARGO_MACHETE_VERSION" && has_cargo_tool cargo-deny "$CARGO_DENY_VERSION"; then
    rm -rf "$TOOLS/build"
  fi
}

# Playwright, axe and wasm-opt, as end2end/package-lock.json has them. No browser is downloaded.
node_tools() {
  local want
  want=$(cksum <end2end/package-lock.json)
  [ -d end2end/node_modules ] && [ "$(cat "$TOOLS/node" 2>/dev/null)" = "$want" ] && return
  step "Node's tools" "npm could not install end2end/package-lock.json; the registry of npm must be reachable." \
    env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix end2end ci --no-audit --no-fund
  echo "$want" >"$TOOLS/node"
}
