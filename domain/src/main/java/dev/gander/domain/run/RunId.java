package dev.gander.domain.run;

import dev.gander.domain.session.IdSource;

/// The id of a run, as in `run_0b8c…`.
public record RunId(String text) implements Comparable<RunId> {
  public static RunId next(IdSource ids) {
    return new RunId("run_" + ids.uuid());
  }

  @Override
  public int compareTo(RunId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
