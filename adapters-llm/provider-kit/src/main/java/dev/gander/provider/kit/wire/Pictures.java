package dev.gander.provider.kit.wire;

import java.util.Locale;
import java.util.Optional;

/// Which pictures may be sent. Any other picture is replaced by a text: it would make each later
/// request fail too.
public final class Pictures {
  /// The text for a picture that a model made: services accept pictures from the user only.
  public static final String OF_ASSISTANT =
      "[Image content left out: the assistant cannot send pictures here]";

  private Pictures() {}

  /// The formats that Claude supports, at whatever service: `png`, `jpeg`, `gif` or `webp`; empty
  /// for another one.
  public static Optional<String> format(String mimeType) {
    return switch (mimeType.toLowerCase(Locale.ROOT)) {
      case "image/png" -> Optional.of("png");
      case "image/jpeg", "image/jpg" -> Optional.of("jpeg");
      case "image/gif" -> Optional.of("gif");
      case "image/webp" -> Optional.of("webp");
      default -> Optional.empty();
    };
  }

  /// The text for a picture of another format.
  public static String insteadOf(String mimeType) {
    return "[A picture that cannot be shown: it is " + mimeType + ", not PNG, JPEG, GIF or WebP]";
  }
}
