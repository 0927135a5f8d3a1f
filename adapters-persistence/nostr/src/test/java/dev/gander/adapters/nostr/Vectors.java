package dev.gander.adapters.nostr;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The files in `vectors`.
final class Vectors {
  private Vectors() {}

  static Json json(String file) throws IOException {
    return JsonText.parse(text(file));
  }

  static String text(String file) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
