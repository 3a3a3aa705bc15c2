#!/bin/sh
# make-locales.sh STAMP NAME…: compiles the locales NAME.UTF-8 into the folder "locales" beside STAMP.
set -eu
stamp=$1
shift
folder=$(dirname "$stamp")/locales
mkdir -p "$folder"
for name; do
  if [ ! -f /usr/share/i18n/locales/"$name" ]; then
    echo "The locale source $name is missing. Install the Debian package locales." >&2
    exit 1
  fi
  # Status 1 is a warning about the source; the locale is made all the same.
  localedef --no-archive -i "$name" -f UTF-8 "$folder/$name.UTF-8" 2>/dev/null || [ $? = 1 ]
done
touch "$stamp"
