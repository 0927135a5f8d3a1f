package dev.gander.domain.session;

/// Names a session: `20260304_1` for those made here, any text for imported ones.
public record SessionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
