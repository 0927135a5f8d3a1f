package dev.gander.adapters.persistence.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.tool.ResultFiles;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ResultFilesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryResultFilesTest implements ResultFilesContract {
  @TempDir Path temporary;

  @Override
  public ResultFiles files() {
    return new TemporaryResultFiles(temporary, SettableClock.at("2026-03-04T10:11:12.123456Z"));
  }

  @Test
  void theFileHasTheNameThatGooseGivesItAndIsPrivate() throws IOException {
    var file = files().keep("x");

    assertEquals(
        temporary.resolve("goose_mcp_responses/mcp_response_20260304_101112.123456.txt"), file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws IOException {
    Files.writeString(temporary.resolve("goose_mcp_responses"), "in the way");

    assertThrows(StorageException.class, () -> files().keep("x"));
  }
}
