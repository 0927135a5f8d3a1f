package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import dev.gander.testkit.permission.ToolPinsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolPinsTest implements ToolPinsContract {
  private static final ToolPin PIN = new ToolPin("Sends", "{}", "d");

  @TempDir Path folder;

  @Override
  public ToolPins pins() {
    return new FileToolPins(folder.resolve("gander"));
  }

  private Path file() {
    return folder.resolve("gander").resolve("tool_pins.json");
  }

  @Override
  public void breakThem() {
    try {
      byte[] whole = Files.readAllBytes(file());
      Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theFileIsReadable() throws IOException {
    pins().keep("x__send", PIN);

    assertEquals(
        "{\"tools\":{\"x__send\":{\"description\":\"Sends\",\"schema\":\"{}\",\"sha256\":\"d\"}}}",
        Files.readString(file()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"tools\":[]}",
        "{\"tools\":{\"a\":\"b\"}}",
        "{\"tools\":{\"a\":{\"description\":1,\"schema\":\"\",\"sha256\":\"\"}}}"
      })
  void aFileOfAnotherShapeVouchesForNothingAndStays(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);

    StorageException e = assertThrows(StorageException.class, () -> pins().keep("a", PIN));

    assertTrue(e.text().contains("tool_pins.json"), e.text());
    assertThrows(StorageException.class, () -> pins().replace("a", PIN));
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void whatIsPinnedCountsAlsoWhereNothingCanBeWritten() throws IOException {
    pins().keep("x__send", PIN);
    // A folder in place of the lock: root may write to any folder.
    Path lock = file().resolveSibling("tool_pins.json.lock");
    Files.deleteIfExists(lock);
    Files.createDirectory(lock);

    assertEquals(PIN, pins().keep("x__send", new ToolPin("other", "{}", "o")));
    assertThrows(StorageException.class, () -> pins().keep("x__new", PIN));
    assertEquals(Map.of("x__send", PIN), pins().all());
  }
}
