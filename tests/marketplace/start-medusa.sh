#!/bin/bash
# A real Medusa server for the marketplace tests: seeded, without its web pages, on 127.0.0.1 only.
#
#   MEDUSA_ROOT=FOLDER [MEDUSA_PORT=9000] start-medusa.sh start|stop|reset|kill|restart|env
#
# start    brings up what is missing, waits until it answers, prints the keys
# stop     ends the server and its database
# reset    starts with a fresh copy of the seeded shop: no products, the same keys
# kill     ends the server with SIGKILL, as a power cut would; the database goes on
# restart  ends the server and starts it again on the shop as it is
# env      prints the keys (also in FOLDER/medusa.env, for MEDUSA_ENV of the tests)
#
# Everything lives in FOLDER: node_modules, database, photos, logs. A first start takes about 100 s
# (most of it npm), a later one 10 s. Needs npm, curl, postgresql-15; a Node.js older than 20 is
# answered by fetching one into FOLDER. As root the database runs as the user "postgres", who must
# be able to reach FOLDER. Safe to call at any time: it touches no process but its own.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=${MEDUSA_ROOT:?set MEDUSA_ROOT to the folder that shall hold the server}
port=${MEDUSA_PORT:-$(cat "$root/port" 2>/dev/null || echo 9000)}
app=$root/app
data=$root/pg
seeded=$root/pg-seeded
sock=$root/sock
node_package=node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@22.23.3
began=$(date +%s%N)
export MEDUSA_ADMIN_EMAIL=admin@example.test MEDUSA_ADMIN_PASSWORD=supersecret1

say() { printf '[%4d.%ds] %s\n' $((($(date +%s%N) - began) / 1000000000)) \
  $((($(date +%s%N) - began) / 100000000 % 10)) "$*" >&2; }
fail() { say "$*"; exit 1; }

# ---- Node.js ----
node_is_new() { [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]; }

find_node() {
  node=$root/node/node_modules/${node_package%@*}/bin/node
  if node_is_new "$node"; then return; fi
  if node_is_new node; then node=$(command -v node); return; fi
  command -v npm >/dev/null || fail "npm is missing. Install the Debian packages nodejs and npm."
  say "fetching $node_package"
  mkdir -p "$root/node"
  npm install --prefix "$root/node" --ignore-scripts --no-audit --no-fund --loglevel=error \
    "$node_package" >"$root/node.log" 2>&1 || { tail -5 "$root/node.log" >&2; fail "npm failed"; }
  node_is_new "$node" || fail "$node does not run"
}

# ---- Medusa itself ----
install_app() {
  local stamp
  stamp=$(cat "$here"/medusa/package*.json | sha256sum | cut -c1-16)
  cp "$here"/medusa/{package.json,package-lock.json,medusa-config.js} "$app/"
  [ -e "$app/static" ] || ln -s "$root/static" "$app/static"
  if [ -f "$app/.installed-$stamp" ]; then return; fi
  command -v npm >/dev/null || fail "npm is missing. Install the Debian packages nodejs and npm."
  local try
  for try in 1 2 3; do
    if (cd "$app" && npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
      --loglevel=error >"$root/npm.log" 2>&1); then
      touch "$app/.installed-$stamp"
      say "npm ci"
      return
    fi
    tail -3 "$root/npm.log" >&2
  done
  fail "npm ci failed three times; see $root/npm.log"
}

medusa() { (cd "$app" && "$node" node_modules/@medusajs/cli/cli.js "$@"); }

# ---- the database: a Unix socket only, durability thrown away ----
as_pg() { (cd "$root" && if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi); }
find_pg() {
  pgbin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -x "$pgbin/initdb" ] || fail "PostgreSQL is missing. Install the Debian package postgresql-15."
  as_pg test -w "$sock" || fail "The user who runs PostgreSQL cannot reach $sock. Choose a MEDUSA_ROOT that is open to all, such as a folder in /var/tmp."
  [ ${#sock} -le 80 ] || fail "The path $sock is too long for a Unix socket."
  pg_user_group=$(as_pg id -un):$(as_pg id -gn)
}
pg_folder() { install -d -o "${pg_user_group%:*}" -g "${pg_user_group#*:}" -m 700 "$1"; }
pg_running() { [ -f "$data/postmaster.pid" ] && as_pg "$pgbin/pg_ctl" -D "$data" status >/dev/null 2>&1; }
pg_start() {
  if pg_running; then return; fi
  as_pg "$pgbin/pg_ctl" -D "$data" -l "$sock/pg.log" -w start >/dev/null </dev/null ||
    { tail -5 "$sock/pg.log" >&2; fail "PostgreSQL does not start"; }
}
pg_stop() { if pg_running; then as_pg "$pgbin/pg_ctl" -D "$data" -m fast -w stop >/dev/null; fi; }

make_database() {
  rm -rf "$data" "$seeded"
  pg_folder "$data"
  as_pg "$pgbin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_pg tee -a "$data/postgresql.conf" >/dev/null <<EOF
listen_addresses = ''
unix_socket_directories = '$sock'
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 64MB
EOF
  pg_start
  as_pg "$pgbin/createdb" -h "$sock" -U postgres medusa
  medusa db:migrate --execute-safe-links >"$root/migrate.log" 2>&1 </dev/null ||
    { tail -20 "$root/migrate.log" >&2; fail "db:migrate failed; see $root/migrate.log"; }
  say "tables made"
  medusa user -e "$MEDUSA_ADMIN_EMAIL" -p "$MEDUSA_ADMIN_PASSWORD" >"$root/user.log" 2>&1 </dev/null
  say "user made"
}

# The seeded shop is kept beside the live one, so that the next reset is a copy.
keep_seeded() {
  rm -rf "$seeded.part"
  pg_folder "$seeded.part"
  as_pg "$pgbin/pg_basebackup" -h "$sock" -U postgres -D "$seeded.part" -X stream --checkpoint=fast
  mv "$seeded.part" "$seeded"
}
copy_seeded() {
  pg_stop
  rm -rf "$data" "$root/static"
  mkdir -p "$root/static"
  cp -a "$seeded" "$data"
}

# ---- the server ----
server_pid() {
  local pid
  pid=$(cat "$root/medusa.pid" 2>/dev/null) || return 1
  # A number that by now belongs to somebody else's process is not ours to end.
  [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$(readlink -f "$app")" ] && echo "$pid"
}
server_end() {
  local pid
  if pid=$(server_pid); then
    kill "-${1:-TERM}" "$pid" 2>/dev/null || true
    for _ in $(seq 40); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$root/medusa.pid"
}
healthy() { curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$port/health" 2>/dev/null; }
server_start() {
  if healthy; then fail "Port $port is taken by another server. Choose another MEDUSA_PORT."; fi
  (cd "$app" && exec setsid "$node" node_modules/@medusajs/cli/cli.js start --host 127.0.0.1 \
    -p "$port" >>"$root/medusa.log" 2>&1 </dev/null) &
  echo $! >"$root/medusa.pid"
  for _ in $(seq 240); do
    if healthy; then say "server answers on port $port"; return; fi
    kill -0 "$(cat "$root/medusa.pid")" 2>/dev/null || break
    sleep 0.25
  done
  tail -20 "$root/medusa.log" >&2
  fail "The server does not answer; see $root/medusa.log"
}

write_env() {
  echo "$port" >"$root/port"
  { printf '%s\n' "MEDUSA_URL=http://127.0.0.1:$port" "MEDUSA_ROOT=$root" "MEDUSA_PORT=$port" \
      "MEDUSA_ADMIN_EMAIL=$MEDUSA_ADMIN_EMAIL" "MEDUSA_ADMIN_PASSWORD=$MEDUSA_ADMIN_PASSWORD"
    cat "$root/keys"; } >"$root/medusa.env.new"
  mv "$root/medusa.env.new" "$root/medusa.env"
}

prepare() {
  mkdir -p "$app" "$root/static"
  chmod 755 "$root"
  root=$(cd "$root" && pwd)
  install -d -o "$([ "$(id -u)" = 0 ] && echo postgres || id -un)" -m 711 "$sock"
  find_pg
  find_node
  install_app
  export PORT=$port MEDUSA_DISABLE_TELEMETRY=true DO_NOT_TRACK=1 NODE_ENV=production NO_COLOR=1
  DATABASE_URL="postgres://postgres@$(printf %s "$sock" | sed 's,/,%2F,g')/medusa"
  export DATABASE_URL
}

start() {
  prepare
  if [ "${1:-}" = fresh ]; then server_end; fi
  if server_pid >/dev/null && healthy; then write_env; return; fi
  server_end
  if [ -d "$seeded" ]; then
    if [ "${1:-}" = fresh ] || [ ! -d "$data" ]; then copy_seeded; say "shop copied"; fi
    pg_start
    server_start
  else # the first time, or the first time was cut short
    pg_stop
    make_database
    server_start
    "$node" "$here/medusa/seed.mjs" >"$root/keys.new"
    mv "$root/keys.new" "$root/keys"
    say "shop filled"
    keep_seeded
  fi
  write_env
}

stop() {
  server_end
  if [ -d "$data" ]; then find_pg; pg_stop; fi
}

case ${1:-} in
start) start ;;
stop) stop; exit 0 ;;
reset) start fresh ;;
kill) server_end KILL; exit 0 ;;
restart) server_end; start ;;
env) ;;
*) sed -n '2,17s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
cat "$root/medusa.env"
