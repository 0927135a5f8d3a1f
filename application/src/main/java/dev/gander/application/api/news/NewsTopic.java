package dev.gander.application.api.news;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Lists that a reader watches.
public enum NewsTopic {
  SESSIONS,
  APPROVALS,
  RUNS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<NewsTopic> parse(String wire) {
    return Stream.of(values()).filter(topic -> topic.wire().equals(wire)).findFirst();
  }
}
