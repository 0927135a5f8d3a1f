package dev.gander.domain.session;

/// Generates ids; predictable ones in tests. Thread-safe.
@FunctionalInterface
public interface IdSource {
  /// A UUID in its usual text form.
  String uuid();

  /// An id for a new message: `msg_<uuid>`.
  default String messageId() {
    return "msg_" + uuid();
  }
}
