package dev.gander.domain.speech;

import java.util.Optional;

/// The containers of sound that clients may send.
public enum SoundFormat {
  WEBM("webm"),
  MP4("mp4"),
  MP3("mp3"),
  M4A("m4a"),
  WAV("wav");

  private final String ending;

  SoundFormat(String ending) {
    this.ending = ending;
  }

  /// By media type, compared letter by letter as goosed does; empty for any other.
  public static Optional<SoundFormat> of(String mediaType) {
    return switch (mediaType) {
      case "audio/webm", "audio/webm;codecs=opus" -> Optional.of(WEBM);
      case "audio/mp4" -> Optional.of(MP4);
      case "audio/mpeg", "audio/mpga" -> Optional.of(MP3);
      case "audio/m4a" -> Optional.of(M4A);
      case "audio/wav", "audio/x-wav" -> Optional.of(WAV);
      default -> Optional.empty();
    };
  }

  /// Of a file's name, without a dot.
  public String ending() {
    return ending;
  }
}
