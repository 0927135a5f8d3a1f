package dev.gander.application.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Braces in a recipe that are no expression, such as `{{my var}}`, are text.
public final class LiteralBraces {
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*+raw\\s*+[-+]?%\\}");
  private static final Pattern END_RAW = Pattern.compile("\\{%[-+]?\\s*+endraw\\s*+[-+]?%\\}");
  private static final Pattern NAME = Pattern.compile("\\s*+[A-Za-z_][A-Za-z0-9_]*+\\s*+");
  private static final int MARK = 2;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final Search opening;
  private final Search closing;
  private final Search lineBreak;
  private final Search raw;
  private int copied;

  private LiteralBraces(String text) {
    this.text = text;
    this.opening = new Search(Pattern.compile("{{", Pattern.LITERAL).matcher(text));
    this.closing = new Search(Pattern.compile("}}", Pattern.LITERAL).matcher(text));
    this.lineBreak = new Search(Pattern.compile("\n", Pattern.LITERAL).matcher(text));
    this.raw = new Search(RAW.matcher(text));
  }

  /// The text with each `{{…}}` on one line that is no expression in a raw block of its own. One
  /// that begins with a quote stays as it is, and so does everything that is in a raw block
  /// already: what is protected can be protected again.
  public static String protect(String text) {
    return new LiteralBraces(text).protect();
  }

  private String protect() {
    int at = 0;
    while (opening.from(at) < text.length()) {
      at = raw.from(at) < opening.from(at) ? afterRaw() : afterBraces(opening.from(at));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private int afterRaw() {
    Matcher end = END_RAW.matcher(text);
    return end.find(raw.end()) ? end.end() : text.length();
  }

  private int afterBraces(int start) {
    int inside = start + MARK;
    int close = closing.from(inside);
    if (close == text.length()) {
      return close;
    }
    if (lineBreak.from(inside) < close) {
      return start + 1;
    }
    int end = close + MARK;
    String braces = text.substring(start, end);
    // What ends a raw block cannot stand in one.
    if (!isTemplate(text.substring(inside, close)) && !END_RAW.matcher(braces).find()) {
      out.append(text, copied, start).append("{% raw %}").append(braces).append("{% endraw %}");
      copied = end;
    }
    return end;
  }

  private static boolean isTemplate(String body) {
    String stripped = body.strip();
    if (NAME.matcher(body).matches() || stripped.startsWith("'") || stripped.startsWith("\"")) {
      return true;
    }
    try {
      Template.parse("{{" + body + "}}", Template.Whitespace.KEEP);
      return true;
    } catch (TemplateException _) {
      return false;
    }
  }

  /// Where something is found next. Each part of the text is searched once, however often a search
  /// is repeated from a place further back.
  private static final class Search {
    private final Matcher matcher;
    private int found = -1;
    private int end;

    Search(Matcher matcher) {
      this.matcher = matcher;
    }

    /// The length of the text if there is none; places must not decrease.
    int from(int at) {
      if (found < at) {
        boolean isFound = at <= matcher.regionEnd() && matcher.find(at);
        found = isFound ? matcher.start() : matcher.regionEnd();
        end = isFound ? matcher.end() : found;
      }
      return found;
    }

    /// Where the last one ends.
    int end() {
      return end;
    }
  }
}
