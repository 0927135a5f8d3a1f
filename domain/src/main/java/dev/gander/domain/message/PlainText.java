package dev.gander.domain.message;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.Latin1;
import dev.gander.domain.tool.Tool;
import java.text.Normalizer;
import java.util.List;

/// Normalizes texts that enter a conversation: composed (NFC), and without Unicode's tag characters
/// U+E0000 – U+E007F, which can hide instructions from people. Stored texts of others stay as they
/// are, but no model gets their tag characters.
public final class PlainText {
  private static final char FIRST_COMBINING = '\u0300';

  private PlainText() {}

  /// The message with clean texts; the same one if they are.
  public static Message clean(Message message) {
    List<Content> content = WithoutTags.each(message.content(), PlainText::clean);
    return content.equals(message.content()) ? message : message.withContent(content);
  }

  /// The same, and without tag characters wherever a model reads: also in calls and results.
  public static Message cleanAll(Message message) {
    return WithoutTags.of(clean(message));
  }

  private static Content clean(Content block) {
    if (!(block instanceof Content.Text(String text, JsonObject other))) {
      return block;
    }
    String clean = clean(text);
    return clean.equals(text) ? block : new Content.Text(clean, other);
  }

  /// What a model may read of these messages: they have no tag characters. The same ones where
  /// there are none.
  public static List<Message> withoutTags(List<Message> messages) {
    return List.copyOf(WithoutTags.each(messages, WithoutTags::of));
  }

  /// The same for tools that it may call, but for their names.
  public static List<Tool> toolsWithoutTags(List<Tool> tools) {
    return List.copyOf(WithoutTags.each(tools, WithoutTags::of));
  }

  public static String clean(String text) {
    return WithoutTags.of(
        isComposed(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC));
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
}
