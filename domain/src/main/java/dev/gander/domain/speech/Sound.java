package dev.gander.domain.speech;

/// A recording as a client sent it.
public final class Sound {
  private final byte[] bytes;
  private final String mediaType;
  private final SoundFormat format;

  /// @param bytes kept, not copied: they may be many
  /// @param mediaType the client's words for `format`
  public Sound(byte[] bytes, String mediaType, SoundFormat format) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.format = format;
  }

  /// Must not be modified.
  public byte[] bytes() {
    return bytes;
  }

  public String mediaType() {
    return mediaType;
  }

  public SoundFormat format() {
    return format;
  }
}
