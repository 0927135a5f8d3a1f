package dev.gander.domain.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Sends to addresses. Thread-safe. Blocks, but not for longer than half a minute, whatever the
/// other side does; an interrupt ends it.
public interface WebhookSender {
  /// One attempt, signed by each of the secrets. Redirects are not followed, and no more than the
  /// head of the answer is read.
  ///
  /// @param named hosts which may have private addresses, in lower case
  /// @throws InterruptedException if interrupted
  Answer send(Letter letter, List<WebhookSecret> secrets, Set<String> named)
      throws InterruptedException;

  /// What is sent.
  ///
  /// @param id of the event
  /// @param now the time that is signed
  record Letter(WebhookAddress address, String id, Instant now, String body) {}

  /// What came of an attempt.
  sealed interface Answer {
    /// @param status of HTTP
    record Status(int status) implements Answer {}

    /// There was no answer.
    record Failure(String reason) implements Answer {}
  }
}
