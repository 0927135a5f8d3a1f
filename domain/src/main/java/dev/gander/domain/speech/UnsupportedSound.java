package dev.gander.domain.speech;

import dev.gander.domain.error.InvalidInput;

/// A kind of sound that nobody here can read.
public final class UnsupportedSound extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final String mediaType;

  private UnsupportedSound(String message, String mediaType) {
    super(message);
    this.mediaType = mediaType;
  }

  public static UnsupportedSound unknown(String mediaType) {
    return new UnsupportedSound("Unsupported audio format: " + mediaType, mediaType);
  }

  /// A known kind that something is missing for.
  ///
  /// @param help what the user can do
  public static UnsupportedSound without(String help, String mediaType) {
    return new UnsupportedSound("Unsupported audio format: " + mediaType + ". " + help, mediaType);
  }

  public String mediaType() {
    return mediaType;
  }
}
