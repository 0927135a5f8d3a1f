package dev.gander.adapters.http.server;

import io.helidon.http.RequestException;

/// A body whose framing is broken. The connection is out of step with its client, so that Helidon has
/// to answer and close it.
final class UnreadableBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient RequestException reason;

  UnreadableBody(RequestException reason) {
    super(reason);
    this.reason = reason;
  }

  RequestException reason() {
    return reason;
  }
}
