package dev.gander.domain.error;

/// The server was told to stop: it goes on with what it has begun and begins nothing new. Another
/// server, or this one after its restart, takes the same request.
public final class ServerDraining extends Unavailable {
  private static final long serialVersionUID = 1;

  public ServerDraining() {
    super("The server is about to stop and takes no new work");
  }
}
