package dev.gander.domain.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a run stands. Once it has ended it stays as it is.
public enum RunState {
  /// It waits for a place.
  QUEUED,
  RUNNING,
  /// Its turn waits for a person's answer.
  WAITING,
  SUCCEEDED,
  FAILED,
  /// Someone ended it.
  CANCELLED,
  /// The server ended or died during the run.
  INTERRUPTED,
  /// A limit was reached.
  LIMIT;

  /// Those of runs that have not ended.
  public static final Set<RunState> OPEN = Set.copyOf(EnumSet.of(QUEUED, RUNNING, WAITING));

  /// Those of runs that are being worked on.
  public static final Set<RunState> AT_WORK = Set.copyOf(EnumSet.of(RUNNING, WAITING));

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RunState> parse(String wire) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
  }

  /// All names, for texts about mistakes.
  public static String names() {
    return Arrays.stream(values()).map(RunState::wire).collect(Collectors.joining(", "));
  }

  public boolean isEnd() {
    return !OPEN.contains(this);
  }
}
