#!/bin/sh
# Installs Gander from the folder that this script lies in; needs no Java.
#   sh install.sh [FOLDER [BIN]]   FOLDER for the program (/opt/gander; for other users than root ~/.local/share/gander),
#                                  BIN for the link to it (/usr/local/bin; ~/.local/bin)
# An older version in FOLDER is replaced. Sessions and settings are elsewhere and stay.
set -eu
here=$(cd -P "$(dirname "$0")" && pwd)
if [ "$(id -u)" = 0 ]; then
  folder=${1:-/opt/gander} bin=${2:-/usr/local/bin}
else
  folder=${1:-$HOME/.local/share/gander} bin=${2:-$HOME/.local/bin}
fi
if [ -e "$folder" ] && [ ! -f "$folder/lib/find-jdk.sh" ]; then
  echo "Error: $folder is something else" >&2
  exit 1
fi
mkdir -p "$(dirname "$folder")" "$bin"
rm -rf "$folder.new"
# The times of the files are part of what the AOT cache is made for.
cp -Rp "$here" "$folder.new"
rm -rf "$folder"
mv "$folder.new" "$folder"
folder=$(cd -P "$folder" && pwd)
ln -sf "$folder/bin/goosed" "$bin/goosed"
if [ "$folder" != /opt/gander ]; then
  echo "Making the AOT cache for $folder…" >&2
  "$folder/bin/goosed-cache" || echo "Without it the server works, but starts later." >&2
fi
echo "$bin/goosed"
