package dev.gander.testkit.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.app.AppFiles;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [AppFiles]. There are no apps.
public interface AppFilesContract {
  AppName POND = new AppName("pond");

  AppFiles files();

  @Test
  default void thereAreNoAppsAtFirst() {
    assertEquals(List.of(), files().names());
    assertEquals(Optional.empty(), files().read(POND));
    assertFalse(files().delete(POND));
  }

  @Test
  default void anAppIsCreatedReplacedAndDeleted() {
    AppName other = new AppName("Größe 🦆.2");
    assertTrue(files().create(POND, "quäck"));
    assertTrue(files().create(other, ""));
    assertEquals(List.of(other, POND), files().names());
    assertEquals(Optional.of("quäck"), files().read(POND));
    assertEquals(Optional.of(""), files().read(other));

    files().replace(POND, "swim");
    assertEquals(Optional.of("swim"), files().read(POND));

    assertTrue(files().delete(POND));
    assertEquals(List.of(other), files().names());
    assertEquals(Optional.empty(), files().read(POND));
  }

  @Test
  default void aNameIsTakenOnce() {
    files().create(POND, "first");

    assertFalse(files().create(POND, "second"));
    assertEquals(Optional.of("first"), files().read(POND));
  }

  @Test
  default void whatIsReplacedNeedNotBeThere() {
    files().replace(POND, "new");

    assertEquals(Optional.of("new"), files().read(POND));
  }

  @Test
  default void anAppMayHaveTenMegabytesAndNoMore() {
    String largest = "x".repeat(McpApp.LONGEST);
    assertTrue(files().create(POND, largest));
    assertEquals(Optional.of(largest), files().read(POND));

    assertThrows(StorageException.class, () -> files().replace(POND, largest + "x"));
    assertThrows(StorageException.class, () -> files().create(new AppName("x"), largest + "x"));
    assertEquals(List.of(POND), files().names());
    assertEquals(McpApp.LONGEST, files().read(POND).orElseThrow().length());
  }
}
