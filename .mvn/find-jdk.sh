# Sourced by scripts of POSIX sh. `find_jdk` prints the home of a JDK 25 or newer, or fails.

is_jdk25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${major:-0}" -ge 25 ]
}

find_jdk() {
  for home in "${GANDER_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /opt/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_jdk25 "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  javac=$(command -v javac) || return 1
  home=$(dirname "$(dirname "$(readlink -f "$javac")")")
  is_jdk25 "$home" && printf '%s\n' "$home"
}

no_jdk() {
  echo "Gander needs a JDK 25 or newer and found none in GANDER_JAVA_HOME, JAVA_HOME," >&2
  echo "/usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt or the PATH. Install one, for example:" >&2
  echo "  apt-get install openjdk-25-jdk-headless   or   sdk install java 25-tem" >&2
  exit 1
}
