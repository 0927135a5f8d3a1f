package dev.gander.domain.observe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a trace that other programs can go on from, as in the header `traceparent` of the
/// W3C's recommendation.
///
/// @param trace 32 hexadecimal digits
/// @param span 16 hexadecimal digits
/// @param flags two hexadecimal digits, of which the lowest bit says that the trace is recorded
public record TraceContext(String trace, String span, String flags) {
  /// The name of the header, and of the member in `_meta` of the Model Context Protocol.
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// Empty for anything but a valid header: whoever gets a bad one begins a trace of its own. Later
  /// versions may append to it.
  public static Optional<TraceContext> parse(String header) {
    Matcher parts = FORM.matcher(header.strip());
    return parts.matches() && isKnown(parts)
        ? Optional.of(new TraceContext(parts.group(2), parts.group(3), parts.group(4)))
        : Optional.empty();
  }

  private static boolean isKnown(Matcher parts) {
    boolean fits =
        switch (parts.group(1)) {
          case "ff" -> false;
          case "00" -> parts.group(5) == null;
          case String _ -> true;
        };
    return fits && !isZero(parts.group(2)) && !isZero(parts.group(3));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  public String header() {
    return "00-" + trace + "-" + span + "-" + flags;
  }
}
