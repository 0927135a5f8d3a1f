package dev.gander.adapters.persistence.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.cluster.StoredMapContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest implements StoredMapContract {
  @TempDir Path folder;
  private YamlFile map;

  @Override
  public StoredMap map() {
    if (map == null) {
      map = YamlFile.plain(folder.resolve("map.yaml"));
    }
    return map;
  }

  @Override
  public StoredMap elsewhere() {
    return YamlFile.plain(folder.resolve("map.yaml"));
  }

  /// To parse it is most of what a start waits for in this library.
  @Test
  void aFileIsParsedAgainOnlyIfItSaysSomethingElse() throws IOException {
    Path file = folder.resolve("map.yaml");
    Files.writeString(file, "a: 1\n");
    JsonObject read = map().read();

    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertSame(read, map().read());
    Files.writeString(file, "a: 2\n");
    assertEquals(JsonObject.of("a", JsonNumber.of(2)), map().read());
    Files.delete(file);
    assertEquals(JsonObject.EMPTY, map().read());
    Files.writeString(file, "a: [\n");
    assertThrows(StorageException.class, () -> map().read());
  }
}
