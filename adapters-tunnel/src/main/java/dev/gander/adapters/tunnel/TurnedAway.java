package dev.gander.adapters.tunnel;

/// A request that does not reach the server.
final class TurnedAway extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  TurnedAway(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
