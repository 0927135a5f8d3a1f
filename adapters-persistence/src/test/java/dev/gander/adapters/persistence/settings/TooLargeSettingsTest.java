package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values that would keep every other writer waiting are refused at once, with the reason.
class TooLargeSettingsTest {
  @TempDir Path folder;
  private Path file;
  private Settings settings;

  @BeforeEach
  void open() {
    file = folder.resolve("config.yaml");
    settings = new YamlSettings(Map.of(), List.of(), file);
  }

  @Test
  void listOfAMillionItemsIsRefusedAtOnceForItsSize() {
    InvalidInput refused =
        assertTimeout(
            Duration.ofSeconds(5),
            () -> assertThrows(InvalidInput.class, () -> settings.put("A", ones(1_000_000))));

    assertEquals("A file cannot hold more than 100000 values", refused.text());
    assertFalse(Files.exists(file));
  }

  @Test
  void valueMayNestAsDeeplyAsAFileCanBeRead() {
    settings.put("A", nested(199));

    assertEquals(JsonObject.of("A", nested(199)), settings.all());
    InvalidInput refused = assertThrows(InvalidInput.class, () -> settings.put("B", nested(200)));
    assertEquals("A value is nested too deeply for a file", refused.text());
  }

  @Test
  void fileThatIsTooLargeCanBeMadeSmaller() throws IOException {
    String many = "[" + String.join(", ", Collections.nCopies(100_000, "1")) + "]";
    Files.writeString(file, "A: " + many + "\n# mine\nB: 2\n");

    assertThrows(InvalidInput.class, () -> settings.put("C", Json.of(3)));
    settings.edit(all -> all.without(Set.of("A")));

    assertEquals("# mine\nB: 2\n", Files.readString(file));
  }

  private static Json ones(int count) {
    return new JsonArray(Collections.nCopies(count, Json.of(1)));
  }

  private static Json nested(int levels) {
    Json nested = Json.of("x");
    for (int level = 0; level < levels; level++) {
      nested = JsonArray.of(nested);
    }
    return nested;
  }
}
