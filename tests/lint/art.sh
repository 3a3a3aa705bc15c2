#!/bin/sh
# art.sh CHECK FILE…: checks of what the desktop and the designers see.
# 77 (skipped) when the tool is not there; the packages are named in .ci/packages-test.txt.
set -eu
check=$1
shift

need () {
  command -v "$1" >/dev/null && return
  echo "skipped: $1 is missing (package $2)"
  exit 77
}

fail () {
  echo "$1"
  failed=1
}

failed=0
case $check in
desktop)
  need desktop-file-validate desktop-file-utils
  desktop-file-validate --warn-kde "$@"
  ;;
mime)
  # A file of each kind is known by its name, a catalog also by what is in it, and the desktop entry
  # opens all of them.
  need update-mime-database shared-mime-info
  need gio libglib2.0-bin
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/mime/packages"
  cp "$1"/*.mime.xml "$folder/mime/packages/"
  update-mime-database "$folder/mime"
  # SQLite's header with our application_id at byte 68.
  { printf 'SQLite format 3\000'; head -c 52 /dev/zero; printf 'ETA1'; head -c 400 /dev/zero; } > "$folder/nameless"
  printf 'PK\003\004' > "$folder/a.etalase"
  cp "$folder/a.etalase" "$folder/a.etalasebackup"
  cp "$folder/nameless" "$folder/a.etalasedb"
  for pair in nameless:catalog a.etalasedb:catalog a.etalase:package a.etalasebackup:backup; do
    kind=$(XDG_DATA_HOME="$folder" XDG_DATA_DIRS="$folder:/usr/share" gio info -a standard::content-type \
      "$folder/${pair%:*}" | sed -n 's/.*standard::content-type: //p')
    [ "$kind" = "application/x-etalase-${pair#*:}" ] || fail "${pair%:*} is taken for $kind"
    grep -q "^MimeType=.*application/x-etalase-${pair#*:};" "$2" || fail "the desktop entry does not open ${pair#*:}"
    icon="$1/../icons/hicolor/scalable/mimetypes/application-x-etalase-${pair#*:}.svg"
    [ -f "$icon" ] || fail "no icon for ${pair#*:}"
  done
  ;;
metainfo)
  need appstreamcli appstream
  appstreamcli validate --no-net --no-color "$@"
  ;;
schema)
  need glib-compile-schemas libglib2.0-bin
  glib-compile-schemas --strict --dry-run "$1"
  # Each key explains itself, or the settings editor shows a bare name.
  keys=$(grep -c '<key ' "$1"/*.gschema.xml)
  for part in summary description default; do
    [ "$(grep -c "<$part>" "$1"/*.gschema.xml)" = "$keys" ] || fail "a key without <$part>"
  done
  ;;
svg)
  need xmllint libxml2-utils
  for svg; do
    xmllint --noout "$svg" || fail "$svg is not well-formed"
    [ "$(wc -c <"$svg")" -lt 150000 ] || fail "$svg is larger than 150 kB"
    if grep -qE '<image|<script|href="[^#]|@import' "$svg"; then
      fail "$svg is not drawn from itself alone"
    fi
    # Text in another font would look different on every machine.
    if grep -o 'font-family="[^"]*"' "$svg" | grep -qvE '"(Noto Sans|Noto Serif|Amiri)"'; then
      fail "$svg uses a font that is not a dependency"
    fi
  done
  ;;
symbolic)
  for svg; do
    grep -q 'viewBox="0 0 16 16"' "$svg" || fail "$svg is not on the 16 px grid"
    # GTK paints rect, circle and path in the text colour, and nothing else.
    if grep -E '<(ellipse|polygon|polyline|line|text|g|use|style)[ >]|stroke=|<[a-z]+ [^>]*fill="' "$svg" |
      grep -qv '<svg '; then
      fail "$svg has something that GTK does not recolour"
    fi
  done
  ;;
sample)
  # A picture that is named and not built is passed over in silence when the sample is filled in.
  catalog=$1 built=$2
  names=$(grep -oE '"(name|picture)": "[a-z0-9-]+-[0-9a-z]"' "$catalog" | sed 's/.*: "//; s/"//' | sort -u)
  [ "$(echo "$names" | wc -l)" -gt 14 ] || fail "the pictures of $catalog were not found"
  for name in $names; do
    grep -q "<file>$name.jpg</file>" "$built" || fail "$name is named in the sample catalog and not drawn"
  done
  ;;
*)
  echo "art.sh: no check is called $check"
  exit 2
  ;;
esac
exit $failed
