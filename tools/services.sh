# shellcheck shell=bash
# A private PostgreSQL, a Redis and a Redis Cluster of one node for the tests: on free ports, in a
# temporary folder, gone at the end. What runs on the standard ports is never touched.

SERVICES=''        # the folder
REDIS_RUNNING=()   # their ports
POSTGRES_RUNNING=''

services_start() {
  say ''
  forget_settings
  SERVICES=$(mktemp -d "${TMPDIR:-/tmp}/cchc-services.XXXXXX")
  chmod 711 "$SERVICES" # PostgreSQL's own user must reach its folder inside
  AT_EXIT+=(services_stop)
  step "PostgreSQL" "PostgreSQL did not start." on_free_port postgres_start
  export CCHC_TEST_POSTGRES_URL=postgres://postgres@127.0.0.1:$PORT/postgres
  step "Redis" "Redis did not start." on_free_port redis_start
  export CCHC_TEST_REDIS_URL=redis://127.0.0.1:$PORT
  step "Redis Cluster" "Redis Cluster did not start." on_free_port redis_cluster_start
  export CCHC_TEST_REDIS_CLUSTER_URL=redis+cluster://127.0.0.1:$PORT
}

services_stop() {
  local port
  [ -z "$POSTGRES_RUNNING" ] || as_postgres "$(postgres_bin)/pg_ctl" stop -D "$SERVICES/postgres" -m immediate >/dev/null 2>&1
  for port in "${REDIS_RUNNING[@]}"; do redis-cli -p "$port" shutdown nosave >/dev/null 2>&1 || true; done
  rm -rf "$SERVICES"
}

# What a developer has set for a server of their own (CCHC_DATABASE_URL, …) must not reach a test.
forget_settings() {
  local name
  for name in $(compgen -e CCHC_ || true); do
    [ "$name" = CCHC_CHROMIUM ] || unset "$name"
  done
}

# on_free_port COMMAND: calls it with PORT set; a port that was taken in the meantime costs another try.
on_free_port() {
  local try
  for try in 1 2 3; do
    PORT=$(free_port) && "$@" && return
    echo "Try $try on port $PORT failed."
  done
  return 1
}

# Below the range from which systems take outgoing ports, as is the cluster's second port (10000 above).
free_port() {
  local port
  for _ in {1..100}; do
    port=$((12000 + RANDOM % 10000))
    listens "$port" || listens $((port + 10000)) || { echo "$port" && return; }
  done
  return 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# until_ready COMMAND…: polls for half a minute at most.
until_ready() {
  for _ in {1..300}; do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  return 1
}

# PostgreSQL

postgres_bin() {
  local initdb
  initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
  [ -n "$initdb" ] || initdb=$(command -v initdb) || return 1
  dirname "$initdb"
}

# PostgreSQL refuses to run as root, so root lends it another user.
as_postgres() {
  if [ "$(id -u)" -ne 0 ]; then
    (cd / && "$@")
  else
    (cd / && runuser -u "$(postgres_user)" -- "$@")
  fi
}

postgres_user() {
  if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

postgres_start() {
  local bin data=$SERVICES/postgres
  bin=$(postgres_bin) || return 1
  if [ ! -d "$data" ]; then
    mkdir "$data" && { [ "$(id -u)" -ne 0 ] || chown "$(postgres_user)" "$data"; } &&
      as_postgres "$bin/initdb" -D "$data" -U postgres --auth=trust --encoding=UTF8 --no-locale --no-sync || return 1
  fi
  # fsync stays on: a test kills the server and counts what it had acknowledged.
  as_postgres "$bin/pg_ctl" start -w -t 60 -D "$data" -l "$data/log" -o "-c port=$PORT -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=200 -c synchronous_commit=on" || { cat "$data/log"; return 1; }
  POSTGRES_RUNNING=yes
}

# Redis

redis_start() { # [OPTIONS]
  local folder=$SERVICES/redis-$PORT
  mkdir -p "$folder" &&
    redis-server --port "$PORT" --bind 127.0.0.1 --save '' --appendonly no --dir "$folder" \
      --logfile "$folder/log" --daemonize yes "$@" || return 1
  REDIS_RUNNING+=("$PORT")
  until_ready redis_answers || { cat "$folder/log"; return 1; }
}

redis_answers() { [ "$(redis-cli -p "$PORT" ping)" = PONG ]; }

redis_cluster_start() {
  redis_start --cluster-enabled yes --cluster-announce-ip 127.0.0.1 &&
    redis-cli -p "$PORT" cluster addslotsrange 0 16383 && until_ready redis_cluster_answers
}

redis_cluster_answers() { redis-cli -p "$PORT" cluster info | grep -q cluster_state:ok; }
