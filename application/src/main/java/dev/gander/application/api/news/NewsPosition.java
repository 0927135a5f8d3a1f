package dev.gander.application.api.news;

import dev.gander.domain.session.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How far a reader has come, in the news of one process and in the events of the sessions that it
/// watches.
///
/// @param epoch tells the process from others
/// @param number of the last news
/// @param sessions the number of the last event of each, unsigned
public record NewsPosition(String epoch, long number, Map<SessionId, Long> sessions) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-zA-Z-]{1,36})\\.(\\d{1,18})((?:~[^~.\\s]{1,100}\\.\\d{1,18})*)");

  public NewsPosition {
    sessions = Map.copyOf(sessions);
  }

  /// As clients get and send it.
  public String text() {
    StringBuilder text = new StringBuilder(epoch).append('.').append(number);
    sessions.forEach((id, event) -> text.append('~').append(id).append('.').append(event));
    return text.toString();
  }

  /// Empty for a text that is none.
  public static Optional<NewsPosition> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<SessionId, Long> sessions = new LinkedHashMap<>();
    for (String part : matcher.group(3).split("~", -1)) {
      int dot = part.indexOf('.');
      if (dot > 0) {
        sessions.put(
            new SessionId(part.substring(0, dot)), Long.parseLong(part.substring(dot + 1)));
      }
    }
    return Optional.of(
        new NewsPosition(matcher.group(1), Long.parseLong(matcher.group(2)), sessions));
  }
}
