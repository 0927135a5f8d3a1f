package dev.gander.domain.access;

/// Names the key with which somebody calls, and so who owns what was made with it. It is no secret.
public record KeyId(String value) {
  /// The server's own key, which may do everything.
  public static final KeyId SERVER = new KeyId("server");

  @Override
  public String toString() {
    return value;
  }
}
