package dev.gander.adapters.http.server;

/// A body whose framing is broken: the connection is out of step with its client and can only be
/// closed.
final class UnreadableBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableBody(RuntimeException reason) {
    super(reason);
  }
}
