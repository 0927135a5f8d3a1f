package dev.gander.provider.kit.wire;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Separates `<think>…</think>` and `<thinking>…</thinking>` from the surrounding text, wherever
/// the chunks are cut: text that could still become such a tag is held back. Tags may nest, carry
/// attributes and ignore case; `<think/>` is empty; a closing tag without an opening one is text.
public final class ThinkTags {
  private static final Pattern TAG =
      Pattern.compile("<(/?)think(?:ing)?(?:\\s[^>]*)?(/?)>", Pattern.CASE_INSENSITIVE);
  private static final String LONGEST_NAME = "</thinking";
  private static final int LONGEST_TAG = 1024;

  private final Consumer<String> text;
  private final Consumer<String> thought;
  private String held = "";
  private int depth;

  public ThinkTags(Consumer<String> text, Consumer<String> thought) {
    this.text = text;
    this.thought = thought;
  }

  public void accept(String chunk) {
    if (held.isEmpty() && chunk.indexOf('<') < 0) {
      say(chunk);
      return;
    }
    String input = held + chunk;
    int from = 0;
    Matcher tag = TAG.matcher(input);
    while (tag.find()) {
      if (isTag(tag)) {
        say(input.substring(from, tag.start()));
        depth = Math.max(0, depth + step(tag));
        from = tag.end();
      }
    }
    int hold = holdFrom(input, from);
    say(input.substring(from, hold));
    held = input.substring(hold);
  }

  /// The text has ended: text held back belongs to the open side.
  public void end() {
    say(held);
    held = "";
  }

  private boolean isTag(Matcher tag) {
    return tag.group(1).isEmpty() || depth > 0;
  }

  private static int step(Matcher tag) {
    boolean closing = !tag.group(1).isEmpty();
    boolean empty = !tag.group(2).isEmpty() || tag.group().endsWith("/>");
    return empty && !closing ? 0 : closing ? -1 : 1;
  }

  /// The start of the part that may begin a tag; the length if there is none.
  private static int holdFrom(String input, int from) {
    int open = input.lastIndexOf('<');
    if (open < from || input.indexOf('>', open) >= 0 || input.length() - open > LONGEST_TAG) {
      return input.length();
    }
    return couldBecomeTag(input.substring(open).toLowerCase(Locale.ROOT)) ? open : input.length();
  }

  private static boolean couldBecomeTag(String start) {
    if (LONGEST_NAME.startsWith(start) || "<thinking".startsWith(start)) {
      return true;
    }
    return start.matches("(?s)</?think(ing)?(/|\\s.*)?");
  }

  private void say(String part) {
    if (!part.isEmpty()) {
      (depth > 0 ? thought : text).accept(part);
    }
  }
}
