package dev.gander.adapters.http.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The query of a request. Parameters that an operation does not read are ignored; one that it
/// reads must not be repeated.
public final class Query {
  private final Map<String, List<String>> members;

  private Query(Map<String, List<String>> members) {
    this.members = members;
  }

  /// @param raw the part after `?`, still encoded; empty if there is none
  public static Query of(String raw) {
    Map<String, List<String>> members = new HashMap<>();
    if (!raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = PercentCoding.form(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : PercentCoding.form(pair.substring(equals + 1));
        members.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Query(members);
  }

  /// @throws Refusal if it is missing
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> bad("missing field `" + name + "`"));
  }

  public Optional<String> optionalText(String name) {
    List<String> values = members.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw bad("duplicate field `" + name + "`");
    }
    return values.stream().findFirst();
  }

  /// The first value, however often the parameter occurs.
  public Optional<String> firstText(String name) {
    return members.getOrDefault(name, List.of()).stream().findFirst();
  }

  /// A whole number, digits only.
  public OptionalLong optionalUnsigned(String name) {
    Optional<String> value = optionalText(name);
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unsigned(name, value.get()));
  }

  /// A whole number of up to 64 bits, digits only; those that need all of them count as the largest
  /// of 63.
  ///
  /// @throws Refusal if it is missing
  public long unsigned(String name) {
    String digits = text(name);
    try {
      return digits.matches("[0-9]{19,20}")
          ? atMost63Bits(Long.parseUnsignedLong(digits))
          : unsigned(name, digits);
    } catch (NumberFormatException _) {
      throw bad(name + ": number too large in `" + digits + "`");
    }
  }

  private static long atMost63Bits(long bits) {
    return bits < 0 ? Long.MAX_VALUE : bits;
  }

  private static long unsigned(String name, String digits) {
    try {
      if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(digits);
      }
    } catch (NumberFormatException _) {
      // Empty or too large: answered as a letter is.
    }
    throw bad(name + ": invalid digit found in `" + digits + "`");
  }

  private static Refusal bad(String problem) {
    return new Refusal(400, "Failed to deserialize query string: " + problem);
  }
}
