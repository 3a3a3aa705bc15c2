#!/bin/sh
# make-locales.sh STAMP NAME…: compiles the locales NAME.UTF-8 into the folder "locales" beside STAMP.
# Only tests need them, so where their sources are not installed the build goes on without.
set -eu
stamp=$1
shift
folder=$(dirname "$stamp")/locales
mkdir -p "$folder"
for name; do
  if [ ! -f /usr/share/i18n/locales/"$name" ]; then
    echo "The tests go without the locale $name: the Debian package locales is not installed." >&2
    continue
  fi
  # Status 1 is a warning about the source; the locale is made all the same.
  localedef --no-archive -i "$name" -f UTF-8 "$folder/$name.UTF-8" 2>/dev/null || [ $? = 1 ]
done
touch "$stamp"
