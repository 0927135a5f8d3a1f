package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Texts of JSON in rows, and what they mean: most sessions of a user have the same extensions and
/// the same model, and a session is read several times a turn. Any thread.
final class KnownTexts {
  private static final int MOST = 32;

  /// In chars. Longer ones belong to one session.
  private static final int LONGEST = 4 * 1024;

  private final Map<String, Json> parsed = new ConcurrentHashMap<>();

  /// What a text means; null if it is not JSON.
  Json parse(String text) {
    if (text.length() > LONGEST) {
      return parsedOrNull(text);
    }
    Json known = parsed.get(text);
    if (known != null) {
      return known;
    }
    if (parsed.size() >= MOST) {
      parsed.clear();
    }
    Json json = parsedOrNull(text);
    parsed.put(text, json);
    return json;
  }

  private static Json parsedOrNull(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonSyntaxException _) {
      return JsonNull.NULL;
    }
  }
}
