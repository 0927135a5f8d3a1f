package dev.gander.adapters.llm.services.openai;

import java.util.LinkedHashMap;
import java.util.Map;

/// Headers in a setting: `name=value, other=va=lue`. Entries without a name or `=` are skipped.
final class CustomHeaders {
  private CustomHeaders() {}

  static Map<String, String> parse(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String entry : text.split(",")) {
      int equals = entry.indexOf('=');
      if (equals > 0 && !entry.substring(0, equals).isBlank()) {
        headers.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
      }
    }
    return headers;
  }
}
