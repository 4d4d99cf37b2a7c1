# shellcheck shell=bash
# A Rust compiler, new enough and with the browser target. rustup's stable, or the pinned version beside
# it, where rustup can download; else Debian's newest compiler (rustc-web), for which the target's
# standard library is built once.

WASM=wasm32-unknown-unknown
DEBIAN_RUST=(rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld-22)
DEBIAN_WASM_LINKER=wasm-ld-22 # Debian ships no rust-lld; this one is of rustc-web's own LLVM

setup_rust() {
  PATH=$TOOLS/bin:$ROOT/end2end/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
  export PATH RUSTUP_AUTO_INSTALL=0
  # shellcheck disable=SC2046 # no toolchain remembered is no argument
  use_first_ready ${RUSTUP_TOOLCHAIN:-} $(cat "$TOOLS/toolchain" 2>/dev/null) stable "$RUST_VERSION" debian system && return
  ! has rustup || attempt "Rust: rustup" rustup_install || true
  use_first_ready stable "$RUST_VERSION" || debian_install
}

use_first_ready() { # NAME…
  local name
  for name in "$@"; do
    if rust_ready "$name"; then
      use_rust "$name"
      return
    fi
  done
  return 1
}

# with_rust NAME COMMAND…: a rustup toolchain by its name; `system` is whatever stands on PATH.
with_rust() {
  local name=$1
  shift
  if [ "$name" = system ]; then "$@"; else RUSTUP_TOOLCHAIN=$name "$@"; fi
}

# Compiling an empty library for the target says both that its standard library is there and that it
# is of this compiler's version.
rust_ready() {
  local have
  case $1 in
    system) ! has rustup || return 1 ;;
    *) has rustup || return 1 ;;
  esac
  has rustc && has cargo || return 1
  have=$(with_rust "$1" rustc --version 2>/dev/null | cut -d ' ' -f 2) || return 1
  version_at_least "$have" "$RUST_VERSION" || return 1
  linker_ready "$1" || return 1
  echo | with_rust "$1" rustc --crate-type rlib --emit metadata --target "$WASM" -o "$TOOLS/probe.rmeta" - 2>/dev/null
}

linker_ready() {
  [ "$(with_rust "$1" rustc --print sysroot)" != /usr ] || [ ! -e /etc/debian_version ] || has "$DEBIAN_WASM_LINKER"
}

# The choice is kept, so that a compiler that turns up later does not make everything compile again;
# one asked for by RUSTUP_TOOLCHAIN holds for this call alone.
use_rust() {
  [ "$1" = "${RUSTUP_TOOLCHAIN:-}" ] || echo "$1" >"$TOOLS/toolchain"
  [ "$1" = system ] || export RUSTUP_TOOLCHAIN=$1
  if [ "$(rustc --print sysroot)" = /usr ] && has "$DEBIAN_WASM_LINKER"; then
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$DEBIAN_WASM_LINKER
  fi
}

# A stable toolchain is never updated: that is its owner's business. One that is too old is left alone,
# and the pinned version is put beside it.
rustup_install() {
  local have
  have=$(rustc +stable --version 2>/dev/null | cut -d ' ' -f 2)
  if [ -n "$have" ] && version_at_least "$have" "$RUST_VERSION"; then
    timeout 600 rustup target add "$WASM" --toolchain stable
  else
    timeout 900 rustup toolchain install "$RUST_VERSION" --no-self-update --profile minimal \
      --component clippy --component rustfmt --target "$WASM"
  fi
}

debian_install() {
  local name=system
  if [ ! -e /etc/debian_version ]; then
    die "Missing: Rust $RUST_VERSION or newer with the target $WASM. Install rustup (https://rustup.rs), then run this again."
  fi
  MISSING+=("${DEBIAN_RUST[@]}")
  install_missing
  if has rustup; then
    name=debian
    rustup toolchain link debian /usr
  fi
  rust_ready "$name" || step "Rust: standard library for $WASM" \
    "The standard library for $WASM could not be built: the package registry of Rust must be reachable, and root's rights are needed to put it beside the compiler." \
    build_wasm_std "$name"
  rust_ready "$name" || die "Rust $RUST_VERSION or newer with the target $WASM could not be had from Debian. Install rustup (https://rustup.rs), then run this again."
  use_rust "$name"
}

build_wasm_std() { # TOOLCHAIN
  local probe=$TOOLS/wasm-std into
  into=$(with_rust "$1" rustc --print sysroot)/lib/rustlib/$WASM/lib
  rm -rf "$probe" && mkdir -p "$probe/src" && : >"$probe/src/lib.rs" &&
    printf '[package]\nname = "probe"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n[workspace]\n' >"$probe/Cargo.toml" &&
    (
      export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$probe/target CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$DEBIAN_WASM_LINKER
      cd "$probe" && with_rust "$1" cargo build --release -Zbuild-std=std,panic_abort --target "$WASM"
    ) &&
    as_root mkdir -p "$into" && as_root find "$into" -name '*.rlib' -delete &&
    as_root cp "$probe/target/$WASM/release/deps/"*.rlib "$into/" &&
    rm -rf "$probe"
}
