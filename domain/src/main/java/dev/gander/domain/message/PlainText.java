package dev.gander.domain.message;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.Latin1;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Normalizes texts that enter a conversation: composed (NFC), and without Unicode's tag characters
/// U+E0000 – U+E007F, which can hide instructions from people. Stored texts of others stay as they
/// are, but no model gets their tag characters.
public final class PlainText {
  private static final char FIRST_COMBINING = '\u0300';

  private PlainText() {}

  /// The message with clean texts; the same one if they are.
  public static Message clean(Message message) {
    return changed(message, PlainText::clean);
  }

  /// The messages without tag characters in their texts; the same ones where there are none. A
  /// loop, not a stream: this runs over the whole history before each request to a model.
  public static List<Message> withoutTags(List<Message> messages) {
    List<Message> plain = new ArrayList<>(messages.size());
    for (Message message : messages) {
      plain.add(changed(message, PlainText::withoutTags));
    }
    return List.copyOf(plain);
  }

  private static Message changed(Message message, UnaryOperator<String> change) {
    for (Content block : message.content()) {
      if (!changed(block, change).equals(block)) {
        List<Content> content =
            message.content().stream().map(each -> changed(each, change)).toList();
        return message.withContent(content);
      }
    }
    return message;
  }

  private static Content changed(Content block, UnaryOperator<String> change) {
    if (!(block instanceof Content.Text(String text, JsonObject other))) {
      return block;
    }
    String changed = change.apply(text);
    return changed.equals(text) ? block : new Content.Text(changed, other);
  }

  public static String clean(String text) {
    return withoutTags(isComposed(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /// Only looks closely at characters from the first combining one on, each time with the character
  /// before, with which the first may be composed: others are not composed with what is before
  /// them, and texts can be long.
  private static boolean isComposed(String text) {
    if (Latin1.isKnown(text)) {
      return true;
    }
    int length = text.length();
    int next = 0;
    while (next < length) {
      if (text.charAt(next) < FIRST_COMBINING) {
        next++;
        continue;
      }
      int begin = Math.max(next - 1, 0);
      while (next < length && text.charAt(next) >= FIRST_COMBINING) {
        next++;
      }
      if (!Normalizer.isNormalized(text.substring(begin, next), Normalizer.Form.NFC)) {
        return false;
      }
    }
    return true;
  }

  private static String withoutTags(String text) {
    // All tag characters start with this high surrogate; most texts contain none.
    if (text.indexOf('\uDB40') < 0) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> c < 0xE0000 || c > 0xE007F).forEach(rest::appendCodePoint);
    return rest.toString();
  }
}
