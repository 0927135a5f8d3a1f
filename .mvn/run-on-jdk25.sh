#!/bin/sh
# Runs the Maven command that is under way a second time, on a JDK 25 (see profile find-jdk).
# Maven's start script exports its arguments as MAVEN_CMD_LINE_ARGS.
# $1 is Maven's home.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/find-jdk.sh"
JAVA_HOME=$(find_jdk) || no_jdk
export JAVA_HOME
# Word splitting is wanted: the arguments are one string here.
# shellcheck disable=SC2086
exec "$1/bin/mvn" $MAVEN_CMD_LINE_ARGS
