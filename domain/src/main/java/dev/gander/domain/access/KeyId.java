package dev.gander.domain.access;

/// The id of a key.
public record KeyId(String value) {
  public static final KeyId SERVER = new KeyId("server");

  @Override
  public String toString() {
    return value;
  }
}
