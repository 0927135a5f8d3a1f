# Sourced by scripts of POSIX sh. `find_jdk` prints the home of a Java 25 or newer, or fails.
# With the argument `java` a runtime will do; otherwise a compiler must be there.

is_java25() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  major=
  while IFS= read -r line; do
    case $line in JAVA_VERSION=*) major=${line#*\"} && major=${major%%[!0-9]*} ;; esac
  done <"$1/release"
  [ "${major:-0}" -ge 25 ]
}

find_jdk() {
  program=${1:-javac}
  for home in "${GANDER_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /opt/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_java25 "$home" "$program"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  found=$(command -v "$program") || return 1
  home=$(dirname "$(dirname "$(readlink -f "$found")")")
  is_java25 "$home" "$program" && printf '%s\n' "$home"
}

no_jdk() {
  echo "Error: Gander needs a JDK 25 or newer and found none in GANDER_JAVA_HOME, JAVA_HOME," >&2
  echo "/usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt or the PATH. Install one, for example:" >&2
  echo "  apt-get install openjdk-25-jdk-headless   or   sdk install java 25-tem" >&2
  exit 1
}
