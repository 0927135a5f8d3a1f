# Sums up PIT's mutations.csv by package: file, class, mutator, method, line, status, test.
# Fails if tests miss more than a tenth of the faults in code that they run.
BEGIN {
  FS = ","
  FLOOR = 90
}

{
  package = $2
  sub(/^dev\.gander\./, "", package)
  sub(/\.[^.]*$/, "", package)
  made[package]++
  if ($6 == "SURVIVED") missed[package]++
  if ($6 == "NO_COVERAGE") unreached[package]++
}

END {
  printf "%-36s %8s %10s %8s %6s\n", "package", "faults", "unreached", "missed", "score"
  for (package in made) {
    reached = made[package] - unreached[package]
    score = reached ? 100 * (reached - missed[package]) / reached : 100
    low = score < FLOOR
    below += low
    printf "%-36s %8d %10d %8d %5.1f%%%s\n", package, made[package], unreached[package],
      missed[package], score, low ? "  < " FLOOR "%" : "" | "sort"
  }
  close("sort")
  if (below) {
    print below " below the floor of " FLOOR "%."
    exit 1
  }
}
