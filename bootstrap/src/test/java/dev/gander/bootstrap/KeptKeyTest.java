package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptKeyTest {
  @TempDir Path state;
  private final SecureRandom random = new SecureRandom();

  @Test
  void aKeyIsMadeOnceForItsOwnerAlone() throws IOException {
    KeptKey first = KeptKey.in(state, random);
    KeptKey second = KeptKey.in(state, random);

    assertEquals(new KeptKey(first.value(), first.file(), KeptKey.Origin.NEW), first);
    assertEquals(new KeptKey(first.value(), first.file(), KeptKey.Origin.KEPT), second);
    assertTrue(first.value().matches("[0-9a-f]{64}"));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(first.file()));
  }

  @Test
  void aKeyThatCannotBeKeptHoldsUntilTheEnd() throws IOException {
    Path file = Files.createFile(state.resolve("no folder"));

    KeptKey first = KeptKey.in(file, random);
    KeptKey second = KeptKey.in(file, random);

    assertEquals(KeptKey.Origin.PASSING, first.origin());
    assertNotEquals(first.value(), second.value());
  }

  @Test
  void aFileWithoutAKeyIsNoKey() throws IOException {
    Path file = KeptKey.in(state, random).file();
    Files.writeString(file, "short");

    StorageException refused =
        assertThrows(StorageException.class, () -> KeptKey.in(state, random));

    assertTrue(refused.text().contains("delete it"), refused.text());
  }
}
