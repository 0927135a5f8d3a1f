package dev.gander.adapters.engine;

/// Text that survives the library's way back to Java, which takes UTF-8 for what the JVM calls
/// UTF-8: characters beyond the first plane would be lost. Each half of such a character travels as
/// a character for private use.
final class JniText {
  private static final int SHIFT = 0xE000 - 0xD800;

  private JniText() {}

  static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (isPair) {
        wrapped.append((char) (c + SHIFT)).append((char) (text.charAt(++i) + SHIFT));
      } else {
        wrapped.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return wrapped.toString();
  }

  /// A single character for private use stays what it is.
  static String unwrap(String text) {
    StringBuilder unwrapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char high = shifted(text.charAt(i));
      char low = i + 1 < text.length() ? shifted(text.charAt(i + 1)) : 0;
      if (Character.isHighSurrogate(high) && Character.isLowSurrogate(low)) {
        unwrapped.append(high).append(low);
        i++;
      } else {
        unwrapped.append(text.charAt(i));
      }
    }
    return unwrapped.toString();
  }

  private static char shifted(char c) {
    return (char) (c - SHIFT);
  }
}
