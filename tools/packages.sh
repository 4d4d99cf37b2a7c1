# shellcheck shell=bash
# The system's packages: what is missing is installed by apt in one go, or named for installing by hand.

MISSING=()

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Where a person sits at a terminal, sudo may ask for the password here, before any progress line.
may_become_root() {
  [ "$(id -u)" -eq 0 ] || { has sudo && { sudo -n true 2>/dev/null || sudo -v; }; }
}

need_compiler_packages() {
  has cc || MISSING+=(build-essential)
  [ -e /etc/ssl/certs/ca-certificates.crt ] || [ ! -e /etc/debian_version ] || MISSING+=(ca-certificates)
}

need_node() {
  local have
  have=$(node --version 2>/dev/null || echo v0)
  if ! has npm || ! version_at_least "${have#v}" "$NODE_MINIMUM"; then MISSING+=(nodejs npm); fi
}

need_service_packages() {
  postgres_bin >/dev/null || MISSING+=(postgresql)
  has redis-server || MISSING+=(redis-server)
  has redis-cli || MISSING+=(redis-tools)
}

need_browser() {
  find_chromium >/dev/null || MISSING+=(chromium)
  # Without a font that has every Vietnamese letter, widths in the browser tests mean nothing.
  [ -n "$(fc-list 'Noto Sans:lang=vi' 2>/dev/null)" ] || MISSING+=(fontconfig fonts-noto-core)
}

install_missing() {
  [ ${#MISSING[@]} -gt 0 ] || return 0
  local names
  mapfile -t MISSING < <(printf '%s\n' "${MISSING[@]}" | sort -u)
  names=${MISSING[*]}
  has apt-get || die "Missing on this system (by their Debian names): $names. Install them, then run this again."
  may_become_root || die "Missing: $names. As root run 'apt-get install $names', then run this again."
  step "apt: $names" "apt could not install: $names. Install them by hand, then run this again." \
    apt_install "${MISSING[@]}"
  MISSING=()
}

# The package lists are brought up to date only where installing does not work without.
apt_install() {
  apt_install_now "$@" || { as_root apt-get update -q && apt_install_now "$@"; }
}

apt_install_now() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}
