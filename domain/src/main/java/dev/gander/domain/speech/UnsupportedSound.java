package dev.gander.domain.speech;

import dev.gander.domain.error.InvalidInput;

/// A kind of sound that nobody here can read.
public final class UnsupportedSound extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final String mediaType;
  private final String detail;

  private UnsupportedSound(String mediaType, String detail) {
    super("Unsupported audio format: " + detail);
    this.mediaType = mediaType;
    this.detail = detail;
  }

  public static UnsupportedSound unknown(String mediaType) {
    return new UnsupportedSound(mediaType, mediaType);
  }

  /// A known kind that something is missing for.
  ///
  /// @param help what the user can do
  public static UnsupportedSound without(String help, String mediaType) {
    return new UnsupportedSound(mediaType, mediaType + ". " + help);
  }

  public String mediaType() {
    return mediaType;
  }

  /// The kind, and what the user can do.
  public String detail() {
    return detail;
  }
}
