package dev.gander.adapters.http.server;

import dev.gander.adapters.http.stream.ClientStalls;

/// A body that does not arrive, or arrives too slowly.
final class SlowBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  SlowBody(ClientStalls reason) {
    super(reason);
  }
}
