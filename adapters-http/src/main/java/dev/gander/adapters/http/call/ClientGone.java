package dev.gander.adapters.http.call;

/// The client closed the connection in the middle of its request; there is no one left to answer.
public final class ClientGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClientGone(Throwable cause) {
    super("the client left", cause);
  }
}
