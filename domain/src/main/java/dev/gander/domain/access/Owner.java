package dev.gander.domain.access;

/// Whose something is.
///
/// @param isShared whether all other keys may use it, too
public record Owner(KeyId key, boolean isShared) {
  /// The owner of whatever no named key has made.
  public static final Owner SERVER = new Owner(KeyId.SERVER, false);

  public boolean lets(KeyId other) {
    return isShared || key.equals(other);
  }
}
