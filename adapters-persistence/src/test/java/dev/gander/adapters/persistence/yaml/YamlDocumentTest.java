package dev.gander.adapters.persistence.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is written is read again, over many files and changes of them.
class YamlDocumentTest {
  private static final int ROUNDS = 500;

  /// What YAML gives a meaning to, and what it cannot hold without an escape.
  private static final List<String> PIECES =
      List.of(
          "a",
          "word ",
          "'",
          "\"",
          ":",
          ": ",
          " #",
          "#",
          "-",
          "- ",
          "?",
          "? ",
          "|",
          ">",
          "&",
          "*",
          "!",
          "%",
          "@",
          "`",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\\",
          "\n",
          "\n\n",
          "  ",
          "\t",
          "\r",
          "\r\n",
          "\0",
          "\u0007",
          "\u001b",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\uffff",
          "ü",
          "雨",
          "😀",
          "~",
          "null",
          "true",
          "NO",
          "0x1f",
          "0o7",
          "1_000",
          "1e3",
          "007",
          ".inf",
          "2026-01-01",
          "---",
          "...",
          "=",
          "<<");

  private final Random random = new Random(20261125);

  @Test
  void everyChangeOfEveryFileIsReadAsItWasMeant() {
    for (int round = 0; round < ROUNDS; round++) {
      YamlDocument document = YamlDocument.EMPTY;
      for (int change = 0; change < 3; change++) {
        JsonObject wanted = changed(document.content());
        String text = document.changedTo(wanted);
        document = YamlDocument.parse(text);
        assertEquals(wanted, document.content(), text);
      }
    }
  }

  private JsonObject changed(JsonObject old) {
    JsonObject.Builder changed = JsonObject.builder();
    old.members()
        .forEach(
            (key, value) -> {
              switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> changed.put(key, value(2));
                default -> changed.put(key, value);
              }
            });
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed.put(text(), value(2));
    }
    return changed.build();
  }

  private Json value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 -> JsonNull.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of(random.nextLong());
      case 3 -> Json.of(random.nextInt(1000) / 8.0);
      case 4, 5 -> Json.of(text());
      case 6 -> list(depth);
      default -> map(depth);
    };
  }

  private Json list(int depth) {
    List<Json> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return new JsonArray(items);
  }

  private Json map(int depth) {
    JsonObject.Builder map = JsonObject.builder();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value(depth - 1));
    }
    return map.build();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
