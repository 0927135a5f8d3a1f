package dev.gander.domain.app;

import java.util.Optional;
import java.util.regex.Pattern;

/// A script element of an HTML text.
///
/// @param content without the white space around it
/// @param start of the element, with the blanks before it on its line
/// @param end behind the element, with the line break after it
record ScriptElement(String content, int start, int end) {

  /// The first element of a type; empty if there is none that ends.
  static Optional<ScriptElement> first(String html, String type) {
    Pattern attribute =
        Pattern.compile(
            "\\stype\\s*+=\\s*+[\"']?" + Pattern.quote(type) + "(?=[\"'\\s]|$)",
            Pattern.CASE_INSENSITIVE);
    int tag = indexOf(html, "<script", 0);
    while (tag >= 0) {
      int content = html.indexOf('>', tag) + 1;
      if (content == 0) {
        return Optional.empty();
      }
      if (attribute.matcher(html.substring(tag, content - 1)).find()) {
        return upTo(html, tag, content);
      }
      tag = indexOf(html, "<script", content);
    }
    return Optional.empty();
  }

  private static Optional<ScriptElement> upTo(String html, int tag, int content) {
    int close = indexOf(html, "</script", content);
    int end = close < 0 ? 0 : html.indexOf('>', close) + 1;
    if (end == 0) {
      return Optional.empty();
    }
    int start = tag;
    while (start > 0 && (html.charAt(start - 1) == ' ' || html.charAt(start - 1) == '\t')) {
      start--;
    }
    boolean lineEnds = end < html.length() && html.charAt(end) == '\n';
    return Optional.of(
        new ScriptElement(html.substring(content, close).strip(), start, lineEnds ? end + 1 : end));
  }

  String cutFrom(String html) {
    return html.substring(0, start) + html.substring(end);
  }

  /// Like [String#indexOf(String, int)], but ignores case.
  static int indexOf(String text, String wanted, int from) {
    int found = text.indexOf('<', from);
    while (found >= 0 && !text.regionMatches(true, found, wanted, 0, wanted.length())) {
      found = text.indexOf('<', found + 1);
    }
    return found;
  }
}
