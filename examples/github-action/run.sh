#!/usr/bin/env bash
# The action's only step: starts a run, waits for its end, and tells what came of it. A connection that
# breaks does not start it twice.
set -euo pipefail

arguments=(--timeout "$TIMEOUT" --idempotency-key "$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT-$GITHUB_JOB-$GITHUB_ACTION")
if [ -n "$RECIPE" ]; then arguments+=(--recipe "$RECIPE"); fi
while IFS= read -r parameter; do
  if [ -n "$parameter" ]; then arguments+=(--param "$parameter"); fi
done <<<"$PARAMETERS"

state=succeeded code=0
# The prompt by stdin: one that begins with a dash is no option.
if [ -n "$PROMPT" ]; then
  text=$(printf '%s' "$PROMPT" | "$GOOSED" run "${arguments[@]}" -) || code=$?
else
  text=$("$GOOSED" run "${arguments[@]}" </dev/null) || code=$?
fi
case $code in
  0) ;;
  3) state=limit ;;
  4) state=interrupted ;;
  130) state=cancelled ;;
  *) state=failed ;;
esac

# A mark that the text cannot contain, or it could set outputs of its own.
mark="end-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
printf 'state=%s\ntext<<%s\n%s\n%s\n' "$state" "$mark" "$text" "$mark" >>"$GITHUB_OUTPUT"
printf '%s\n' "$text" >>"$GITHUB_STEP_SUMMARY"
exit "$code"
