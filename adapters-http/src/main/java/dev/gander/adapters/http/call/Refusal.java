package dev.gander.adapters.http.call;

/// A failure whose status is chosen by an operation or by the decoding of its request, not by the
/// kind of failure. The message is for the client.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  public Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /// Wraps a failure that happened further inside.
  public Refusal(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
