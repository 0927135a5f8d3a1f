package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.call.Call;
import java.util.regex.Pattern;

/// The number of the last event that a client of an event stream knows.
public final class EventNumber {
  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]+");

  private EventNumber() {}

  /// Of `Last-Event-ID`; 0 without one.
  public static long last(Call call) {
    return call.header("last-event-id").map(EventNumber::eventId).orElse(0L);
  }

  /// An unsigned 64-bit number; anything else counts as 0. Java would accept the digits of any
  /// script.
  private static long eventId(String header) {
    if (!DIGITS.matcher(header).matches()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(header);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
