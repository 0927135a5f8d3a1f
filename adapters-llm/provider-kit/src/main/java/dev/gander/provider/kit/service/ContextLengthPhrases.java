package dev.gander.provider.kit.service;

import java.util.Locale;
import java.util.regex.Pattern;

/// Recognises a refusal of a conversation that is too long by the services' words (the list of
/// goosed 1.39: narrower than before, so that other refusals don't lead to compaction).
public final class ContextLengthPhrases {
  private static final Pattern DIRECT =
      Pattern.compile(
          "context.length|context_length_exceeded|context.window|context_window_exceeded"
              + "|context limit|maximum context|max context"
              + "|maximum prompt length|max prompt length"
              + "|(input|prompt)( is)? too long");
  private static final Pattern REDUCE =
      Pattern.compile(
          "reduce the length(?s:.*)(message|input|prompt)"
              + "|(message|input|prompt)(?s:.*)reduce the length");
  private static final Pattern SUBJECT =
      Pattern.compile(
          "input (token|length)|prompt (token|length)|messages? token|request token|total token");
  private static final Pattern LIMIT =
      Pattern.compile(
          "model limit|model's limit|max(imum)? allowed|maximum number of tokens|tokens? limit");
  private static final Pattern EXCESS = Pattern.compile("exceed|too long|too large|over the limit");

  private ContextLengthPhrases() {}

  public static boolean match(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return DIRECT.matcher(text).find()
        || REDUCE.matcher(text).find()
        || (SUBJECT.matcher(text).find()
            && LIMIT.matcher(text).find()
            && EXCESS.matcher(text).find());
  }
}
