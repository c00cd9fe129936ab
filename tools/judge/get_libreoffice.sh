#!/usr/bin/env bash
# LibreOffice of Debian 12's backports (25.2), unpacked aside for the judge: what is installed stays as it is.
#   tools/judge/get_libreoffice.sh [FOLDER]        FOLDER: where it goes, by default bench/.cache/libreoffice
# Prints the path of its soffice: `make bench-fit SOFFICE="soffice PATH"`, `python -m tools.judge --soffice PATH`.
# Needs Debian 12 with apt-get and 700 MB for a while (220 MB to stay); no root.
set -euo pipefail
folder=$(realpath -m "${1:-$(dirname "$0")/../../bench/.cache/libreoffice}")
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
keys=/usr/share/keyrings/debian-archive-keyring.gpg
root=$folder/root
office=$root/usr/lib/libreoffice

# Lists and archives of our own; of the system's apt only the record of what is installed is read.
fetch() {
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  for suite in bookworm bookworm-backports; do
    echo "deb [signed-by=$keys] $mirror $suite main"
  done > "$folder/sources.list"
  local apt=(apt-get -qq -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder" -o Debug::NoLocking=1 -o APT::Sandbox::User=)
  "${apt[@]}" update
  "${apt[@]}" -y --no-install-recommends --download-only -t bookworm-backports install libreoffice-impress > "$folder/apt.log"
}

# What the packages' own scripts would do: the settings to their place; and links and paths to lead into the folder.
unpack() {
  local package link target
  for package in "$folder"/archives/*.deb; do dpkg-deb -x "$package" "$root"; done
  find "$root" -type l -lname '/*' | while read -r link; do
    target=$(readlink "$link")
    if [ -e "$root$target" ]; then ln -sfn "$root$target" "$link"; fi
  done
  cp --remove-destination -R "$office"/share/.registry/. "$office/share/registry/"
  sed -i 's|file:///usr/lib/libreoffice|${ORIGIN}/..|' "$office/program/fundamentalrc"
  rm -rf "$folder"/archives "$folder"/lists "$folder"/*.bin
}

if [ ! -x "$folder/soffice" ]; then
  rm -rf "$root"
  fetch
  unpack
  libraries=$(echo "$root"/usr/lib/*-linux-gnu)
  printf '#!/bin/sh\nLD_LIBRARY_PATH="%s:%s"\nexport LD_LIBRARY_PATH\nexec "%s" "$@"\n' \
    "$office/program" "$libraries" "$office/program/soffice" > "$folder/soffice.new"
  chmod +x "$folder/soffice.new"
  "$folder/soffice.new" --headless --version >&2
  mv "$folder/soffice.new" "$folder/soffice"
fi
echo "$folder/soffice"
