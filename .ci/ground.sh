# What ./run and ./test stand on: finds what they need, installs it where that is possible without asking, else says how to.

say() { printf '%s\n' "$*" >&2; }

stop_with() {
  say "$@"
  exit 1
}

need_tools() {
  local tool missing=()
  for tool in find sort sha256sum flock sed grep; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [[ ${#missing[@]} -eq 0 ]] || stop_with "These programs are missing: ${missing[*]}. On Debian or Ubuntu: apt-get install coreutils findutils util-linux sed grep"
}

# Installs Debian packages as root or by a sudo that does not ask; otherwise names them and stops.
install_packages() {
  local why=$1
  shift
  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then as_root=(sudo -n); fi
  if ! command -v apt-get >/dev/null; then stop_with "$why Install what your system calls: $*"; fi
  if [[ $(id -u) -ne 0 ]] && ! sudo -n true 2>/dev/null; then
    stop_with "$why Install it and start again: sudo apt-get install $*"
  fi
  say "$why Installing: $*"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
    </dev/null >"$log" 2>&1; then
    tail -5 "$log" >&2
    rm -f "$log"
    stop_with "That did not work. Install by hand: apt-get install $*"
  fi
  rm -f "$log"
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [[ -x $HOME/.dotnet/dotnet ]]; then
    export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
  fi
  command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
    stop_with "The .NET 10 SDK is missing: apt-get install dotnet-sdk-10.0 where your system has it, else see https://dotnet.microsoft.com/download/dotnet/10.0"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

need_node() {
  node_is_new_enough && return
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages "Node.js is missing." nodejs npm; fi
  node_is_new_enough || stop_with "Node.js $(node --version) is too old; 20.19 or later is needed: see https://nodejs.org/en/download"
}

# Newest PostgreSQL server on this machine, as its major number; nothing when there is none.
postgres_major() {
  # A machine without any server has no such folder, and callers stop at the first failure.
  { find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null || true; } |
    sed -E 's|.*/postgresql/([0-9]+)/.*|\1|' | sort -n | tail -1
}

# The PostgreSQL that this distribution packages, as its major number; nothing when its lists are not there yet.
packaged_postgres_major() {
  { apt-cache depends postgresql 2>/dev/null || true; } | sed -nE 's/.*postgresql-([0-9]+)$/\1/p' | sort -n | tail -1
}

need_postgis() {
  local major
  major=$(postgres_major)
  if [[ -n $major ]] && compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null &&
    compgen -G '/usr/share/postgresql/*/extension/pgrouting.control' >/dev/null; then return; fi
  if [[ -n $major ]]; then
    install_packages "PostGIS or pgRouting for PostgreSQL $major is missing." "postgresql-$major-postgis-3" "postgresql-$major-pgrouting"
    return
  fi
  major=$(packaged_postgres_major)
  if [[ -z $major && $(id -u) -eq 0 ]]; then
    apt-get update -q >/dev/null 2>&1 || true
    major=$(packaged_postgres_major)
  fi
  install_packages "PostgreSQL with PostGIS and pgRouting is missing." postgresql "postgresql-${major:-15}-postgis-3" "postgresql-${major:-15}-pgrouting"
}

need_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    install_packages "The browser for the page's tests is missing." chromium
  # The same browser without windows makes the tests shorter; without it they run as well.
  if ! command -v chromium-headless-shell >/dev/null && [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
    apt-get install -q -y --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
  fi
}

# A program of others that reads map data in the tests; without it those tests say that they were skipped.
need_gdal() {
  if ! command -v ogr2ogr >/dev/null && [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
    apt-get install -q -y --no-install-recommends gdal-bin >/dev/null 2>&1 || true
  fi
}
