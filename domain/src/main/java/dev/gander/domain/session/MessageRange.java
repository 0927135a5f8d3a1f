package dev.gander.domain.session;

/// Which messages of a session a page has. Places are numbers that the store gave out with an
/// earlier page; they mean nothing else.
public sealed interface MessageRange {
  /// Those that were stored last.
  record Newest() implements MessageRange {}

  /// Those directly before a place.
  record Before(long place) implements MessageRange {}

  /// Those directly after a place.
  record After(long place) implements MessageRange {}
}
