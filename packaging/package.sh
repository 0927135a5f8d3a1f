#!/usr/bin/env bash
# Makes packages of a built image (docs/packages.md): package.sh IMAGE FOLDER [KIND…]
# Two runs on one commit, one JDK and one training of the AOT cache give the same bytes: files are sorted, times are the
# commit's (project.build.outputTimestamp), owners are root. Linux with GNU tools only.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${here%/*}
# shellcheck source=.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
umask 022
export LC_ALL=C.UTF-8 TZ=UTC

kinds='tar portable deb oci descriptions'
# Where an unpacked package makes use of its AOT cache without ado.
home=/opt/gander

fail() {
  echo "Error: $*" >&2
  exit 1
}

say() {
  echo "$*…" >&2
}

# What any part of the JDK, the libraries, or a plug-in of a user may ask for, without the tools of developers.
modules=java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata
modules+=,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth
modules+=,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs

# --- what all packages have in common -------------------------------------------------------------------

# The image without what is good for this machine only, with the tool that makes a cache, and its papers.
any_tree() {
  local to=$work/any
  if [ -d "$to" ]; then return; fi
  say 'Collecting the image and its licences'
  mkdir -p "$to.new/lib/cache"
  cp -R "$image/." "$to.new/"
  rm -f "$to.new"/lib/{*.aot,goosed.stamp,libsqlitejdbc.*,sqlitejdbc.dll}
  rm -rf "$work/classes"
  "$jdk/bin/javac" -d "$work/classes" --source-path "$root/bootstrap/src/aot/java" "$root/bootstrap/src/aot/java/AotCache.java"
  "$jdk/bin/jar" --create --file "$to.new/lib/cache/aot-cache.jar" --main-class AotCache --date "$date" \
    -C "$work/classes" .
  cp "$here/goosed-cache" "$to.new/bin/"
  mkdir -p "$to.new/share/doc/gander"
  cp "$root/LICENSE" "$root/README.md" "$root/CHANGELOG.md" "$to.new/share/doc/gander/"
  "$jdk/bin/java" "$here/java/BillOfMaterials.java" "$image" "$libraries" "$version" "$date" "$to.new/share/doc/gander"
  settle "$to.new"
  mv "$to.new" "$to"
}

# One time for all files: the AOT cache knows those of the jars, and counts only while they stay the same.
settle() {
  chmod -R u=rwX,go=rX "$1"
  find "$1" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}

# … with a Java runtime and a cache for /opt/gander.
tree() {
  local to=$work/gander
  if [ -d "$to" ]; then return; fi
  any_tree
  say 'Linking a Java runtime'
  rm -rf "$to.new"
  cp -R "$work/any" "$to.new"
  rm -rf "$to.new/bin/goosed.cmd" "$to.new"/lib/on-demand/engine/unpacked/de/kherud/llama/{Windows,Mac}
  find "$to.new/lib/on-demand/engine/unpacked/de/kherud/llama/Linux" -mindepth 1 -maxdepth 1 ! -name "$(uname -m)" \
    -exec rm -r {} +
  "$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress zip-0 \
    --generate-cds-archive --output "$to.new/runtime" >/dev/null
  # For heaps of more than 32 GB.
  rm -f "$to.new/runtime/lib/server/classes_nocoops.jsa"
  cp "$here/install.sh" "$to.new/"
  # The training would unpack it too, but may be left out.
  cp "$image"/lib/libsqlitejdbc.so "$to.new/lib/"
  local release
  release=$(grep '^JAVA_VERSION=' "$to.new/runtime/release")
  printf '%s\n' "$home/runtime" "$home" "$release" >"$to.new/lib/goosed.stamp"
  settle "$to.new"
  if [ -n "${GANDER_AOT_CACHES:-}" ]; then
    cp "$GANDER_AOT_CACHES"/*.aot "$to.new/lib/"
  else
    train "$to.new"
  fi
  settle "$to.new"
  mv "$to.new" "$to"
}

# On the packed runtime, in a mount namespace of its own, where the tree is at its later place whatever this machine has
# there; in a container that may not have one, at that place itself.
train() {
  say 'Training the AOT cache'
  local namespace=(env --unset GANDER_JAVA_HOME unshare --mount)
  if [ "$(id -u)" != 0 ]; then namespace+=(--map-root-user); fi
  if "${namespace[@]}" true 2>/dev/null; then
    # shellcheck disable=SC2016
    "${namespace[@]}" sh -euc '
      mount -t tmpfs none "${2%/*}"
      mkdir "$2"
      mount --bind "$1" "$2"
      exec "$2/bin/goosed-cache"
    ' sh "$1" "$home"
  elif mkdir "$home" 2>/dev/null; then
    trap 'rm -rf "$home"' EXIT
    cp -Rp "$1/." "$home/"
    env --unset GANDER_JAVA_HOME "$home/bin/goosed-cache"
    cp "$home"/lib/*.aot "$1/lib/"
    rm -rf "$home"
    trap - EXIT
  else
    fail "the AOT cache has to be trained at $home: that needs root or a mount namespace"
  fi
}

# GNU tar whose output depends on the files alone.
steady_tar() {
  tar --create --format=gnu --sort=name --mtime="@$SOURCE_DATE_EPOCH" --numeric-owner --owner=0 --group=0 "$@"
}

# Everything but the cache, for whoever wants to compare a build of theirs.
list_contents() {
  (cd "$work/gander" && find . -type f ! -path './lib/*.aot' -printf '%P\0' | sort -z | xargs -0 sha256sum) \
    >"$out/gander-$version-linux-$machine.contents"
}

# --- the kinds ------------------------------------------------------------------------------------------

make_tar() {
  tree
  say 'Packing the tarball'
  steady_tar -C "$work" --transform "s,^gander,gander-$version," gander |
    gzip -6n >"$out/gander-$version-linux-$machine.tar.gz"
}

# For systems that have a Java 25 of their own.
make_portable() {
  any_tree
  say 'Packing what runs on a Java of the system'
  steady_tar -C "$work" --transform "s,^any,gander-$version," any | gzip -6n >"$out/gander-$version-any.tar.gz"
  (cd "$work/any" && find . -type f -printf '%P\n' | sort >"$work/files" &&
    "$jdk/bin/jar" --create --no-manifest --date "$date" --file "$out/gander-$version-any.zip" "@$work/files")
}

make_deb() {
  tree
  say 'Packing the .deb'
  local to=$work/deb share
  rm -rf "$to"
  mkdir -p "$to"/{DEBIAN,opt,usr/bin,etc/gander,usr/lib/systemd/{system,user},usr/share/doc/gander}
  cp -Rl "$work/gander" "$to/opt/gander"
  rm "$to/opt/gander/install.sh"
  ln -s ../../opt/gander/bin/goosed "$to/usr/bin/goosed"
  cp "$here/debian/gander.service" "$to/usr/lib/systemd/system/"
  cp "$here/debian/gander-user.service" "$to/usr/lib/systemd/user/gander.service"
  cp "$here/debian/gander.env" "$to/etc/gander/"
  cp "$here/debian/copyright" "$to/usr/share/doc/gander/"
  for share in bash-completion zsh fish man; do
    if [ -d "$work/gander/share/$share" ]; then cp -R "$work/gander/share/$share" "$to/usr/share/"; fi
  done
  # Debian's own places.
  if [ -d "$to/usr/share/zsh" ]; then mv "$to"/usr/share/zsh/{site-functions,vendor-completions}; fi
  if [ -d "$to/usr/share/man" ]; then find "$to/usr/share/man" -type f -exec gzip -9n {} +; fi
  cp "$here"/debian/{postinst,prerm,postrm} "$to/DEBIAN/"
  chmod 755 "$to"/DEBIAN/p*
  echo /etc/gander/gander.env >"$to/DEBIAN/conffiles"
  local size
  size=$(find "$to" -type f -printf '%s\n' | awk '{sum += int(($1 + 1023) / 1024)} END {print sum}')
  sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/" "$here/debian/control" \
    >"$to/DEBIAN/control"
  (cd "$to" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$to/DEBIAN/md5sums"
  find "$to" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zzstd --build "$to" "$out/gander_${version}_$architecture.deb" >/dev/null
}

# An OCI layout in a tar, which `docker load` takes as well. No daemon, no registry.
make_oci() {
  tree
  wait "$fetching" || exit 1
  say 'Packing the container image'
  local to=$work/oci layer
  rm -rf "$to"
  mkdir -p "$to/blobs/sha256" "$work/parts"
  oci_parts
  for layer in base program data; do
    gzip -6n <"$work/parts/$layer.tar" >"$work/parts/$layer.tar.gz" &
  done
  wait
  local layers='' diffs='' whole='' digest
  for layer in base program data; do
    digest=$(blob "$work/parts/$layer.tar.gz")
    layers+=$(descriptor application/vnd.oci.image.layer.v1.tar+gzip "$digest"),
    diffs+=\"sha256:$(sha256 "$work/parts/$layer.tar")\",
    whole+=\"blobs/sha256/$digest\",
  done
  sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@DATE@/$date/g; s/@DIFFS@/${diffs%,}/" \
    "$here/oci-config.json" >"$work/parts/config"
  local config
  config=$(blob "$work/parts/config")
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
    "$(descriptor application/vnd.oci.image.config.v1+json "$config")" "${layers%,}" >"$work/parts/manifest"
  local manifest
  manifest=$(blob "$work/parts/manifest")
  printf '{"imageLayoutVersion":"1.0.0"}' >"$to/oci-layout"
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' \
    "$(descriptor application/vnd.oci.image.manifest.v1+json "$manifest" \
      ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/gander:$version\",\"org.opencontainers.image.ref.name\":\"$version\"}")" \
    >"$to/index.json"
  # What Docker before 25 reads instead of the index.
  printf '[{"Config":"blobs/sha256/%s","RepoTags":["gander:%s"],"Layers":[%s]}]' "$config" "$version" "${whole%,}" \
    >"$to/manifest.json"
  chmod -R u=rwX,go=rX "$to"
  steady_tar -C "$to" blobs index.json manifest.json oci-layout >"$out/gander-$version-linux-$machine-oci.tar"
}

sha256() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# Takes a file into the layout, and prints its digest.
blob() {
  local digest
  digest=$(sha256 "$1")
  cp "$1" "$work/oci/blobs/sha256/$digest"
  echo "$digest"
}

descriptor() {
  printf '{"mediaType":"%s","digest":"sha256:%s","size":%s%s}' "$1" "$2" "$(stat -c %s "$work/oci/blobs/sha256/$2")" "${3:-}"
}

# The three layers: Debian, the program, and the folder that its user may write to.
oci_parts() {
  local parts=$work/parts
  rm -rf "$parts/program" "$parts/data"
  mkdir -p "$parts/program"/{opt,etc} "$parts/data/data/work"
  cp "$base" "$parts/base.tar"
  cp -Rl "$work/gander" "$parts/program/opt/gander"
  rm "$parts/program/opt/gander/install.sh"
  tar --extract --file "$base" -C "$parts/program" ./etc/passwd ./etc/group
  echo 'gander:x:65532:65532:Gander:/data:/bin/bash' >>"$parts/program/etc/passwd"
  echo 'gander:x:65532:' >>"$parts/program/etc/group"
  steady_tar -C "$parts/program" etc/group etc/passwd opt >"$parts/program.tar"
  chmod 700 "$parts/data/data"
  steady_tar --owner=65532 --group=65532 -C "$parts/data" data >"$parts/data.tar"
}

# What an agent needs around it: a shell, coreutils, git, curl, certificates.
base_system() {
  if [ -s "$base" ]; then return; fi
  command -v mmdebstrap >/dev/null || fail 'the container image needs mmdebstrap, or GANDER_OCI_BASE=FILE.tar'
  # shellcheck disable=SC2016
  mmdebstrap --quiet --variant=minbase --format=tar --include=ca-certificates,curl,git,libgomp1 \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --customize-hook='rm -rf "$1"/var/log/* "$1"/var/cache/ldconfig/* "$1"/etc/hostname "$1"/etc/resolv.conf' \
    "${GANDER_DEBIAN:-bookworm}" - |
    # Devices are the business of whoever runs it.
    mmtarfilter --path-exclude='/dev/*' >"$base.new"
  mv "$base.new" "$base"
}

# Homebrew, Scoop and winget fetch what `portable` has made.
make_descriptions() {
  [ -f "$out/gander-$version-any.zip" ] || make_portable
  local from=${GANDER_DOWNLOADS:-https://example.org/gander/$version} file
  local tar zip
  tar=$(sha256 "$out/gander-$version-any.tar.gz")
  zip=$(sha256 "$out/gander-$version-any.zip")
  for file in homebrew/gander.rb scoop/gander.json winget/{Gander.Gander,Gander.Gander.installer,Gander.Gander.locale.en-US}.yaml; do
    mkdir -p "$out/${file%/*}"
    sed -e "s|@VERSION@|$version|g; s|@DOWNLOADS@|$from|g; s|@TAR_SHA256@|$tar|g; s|@ZIP_SHA256@|$zip|g" \
      -e "s|@ZIP_SHA256_UPPER@|${zip^^}|g" "$here/descriptions/${file##*/}" >"$out/$file"
  done
}

sums() {
  if [ -d "$work/gander" ]; then list_contents; fi
  cp "$work/any/share/doc/gander/bom.json" "$out/gander-$version-bom.json"
  (cd "$out" && find . -maxdepth 2 -type f -path "*gander*" ! -path './build/*' -printf '%P\0' -o -name 'Gander*' -type f -printf '%P\0' |
    sort -z | xargs -0 sha256sum) >"$out/SHA256SUMS.new"
  mv "$out/SHA256SUMS.new" "$out/SHA256SUMS"
}

# --- what is asked for ----------------------------------------------------------------------------------

if [ $# -lt 2 ]; then fail 'usage: package.sh IMAGE FOLDER [KIND…]'; fi
image=$(cd -P "$1" && pwd)
mkdir -p "$2"
out=$(cd -P "$2" && pwd)
shift 2
if [ $# = 0 ]; then
  # shellcheck disable=SC2086
  set -- $kinds
fi
for kind in "$@"; do
  case " $kinds " in *" $kind "*) ;; *) fail "there are packages of the kinds $kinds, not '$kind'" ;; esac
done

jdk=$(find_jdk) || no_jdk
libraries=${image%/*}/libraries.txt
[ -f "$libraries" ] || fail "$libraries is made with the image: ./gander image"
version=$(cd "$image/lib" && echo bootstrap-*.jar)
version=${version#bootstrap-}
version=${version%.jar}
machine=$(uname -m)
case $machine in
  x86_64) machine=x64 architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) fail "nobody has made packages for $machine yet" ;;
esac
date=$(sed -n 's,.*<project.build.outputTimestamp>\(.*\)</.*,\1,p' "$root/pom.xml")
SOURCE_DATE_EPOCH=$(date --date "$date" +%s)
export SOURCE_DATE_EPOCH
work=$out/build
base=${GANDER_OCI_BASE:-$work/base.tar}
# Only the small Debian may be of another day.
mkdir -p "$work"
rm -rf "$work"/{any,gander,deb,oci,parts,classes}{,.new}

case " $* " in *' oci '*)
  # Most of the time it waits for the network.
  base_system &
  fetching=$!
  ;;
esac
for kind in "$@"; do
  "make_$kind"
done
any_tree
sums
rm -rf "$work"/{any,gander,deb,oci,parts,classes,files}
(cd "$out" && find . -path ./build -prune -o -type f -printf '%12s  %P\n' | sort -k 2)
