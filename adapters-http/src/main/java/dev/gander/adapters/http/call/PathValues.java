package dev.gander.adapters.http.call;

import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decodes the variable segments of a path.
public final class PathValues {
  private PathValues() {}

  /// @throws Refusal (400) if a decoded segment is not UTF-8
  public static Map<String, String> of(Route route, List<String> rawValues) {
    List<String> names = route.variables();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), decode(names.get(i), rawValues.get(i)));
    }
    return values;
  }

  private static String decode(String name, String raw) {
    try {
      return PercentCoding.strict(raw);
    } catch (CharacterCodingException e) {
      throw new Refusal(400, "Invalid URL: Invalid UTF-8 in `" + name + "`", e);
    }
  }
}
