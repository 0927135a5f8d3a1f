package dev.gander.domain.observe;

/// A number that goes up and down.
public enum Gauge {
  /// Turns that run or wait for the turn before them.
  TURNS_OPEN,
  /// Turns that stay in a stage longer than expected.
  TURNS_STUCK,
  /// Runs that wait for a place.
  RUNS_QUEUED,
  /// Streams of events to clients over HTTP.
  STREAMS_OPEN,
  /// What is on its way to webhooks.
  WEBHOOKS_WAITING
}
