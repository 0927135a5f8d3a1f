package dev.gander.bootstrap.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyNameTaken;
import dev.gander.domain.access.KeyNotFound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDeskTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private KeyDesk desk() {
    return new KeyDesk(
        folder.resolve("sessions/gander.db"),
        folder.resolve("gander"),
        null,
        Clock.fixed(Instant.parse("2026-03-04T10:11:12Z"), ZoneOffset.UTC),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private String said(String line) {
    out.reset();
    desk().serve(KeyOrder.parse(List.of(line.split(" "))));
    return out.toString(UTF_8);
  }

  @Test
  void aSecretIsAloneOnStdout() {
    String first = said("add bot --scopes read,chat --expires 30d");
    String second = said("rotate bot --overlap 1h");

    assertTrue(first.matches("gk_[A-Za-z0-9_-]{43}\\R"), first);
    assertTrue(second.matches("gk_[A-Za-z0-9_-]{43}\\R"), second);
    assertFalse(first.equals(second));
    String told = err.toString(UTF_8);
    assertTrue(told.contains("valid until 2026-03-04T11:11:12Z"), told);
    assertFalse(told.contains("gk_"), told);
  }

  @Test
  void keysAreListedWithTheirState() {
    assertEquals("", said("list"));
    said("add bot --scopes chat,read --expires 30d --requests-per-minute 60");
    said("add old --scopes admin");
    said("revoke old");

    String list = said("list");

    assertEquals(
        List.of(
            "valid until 2026-04-03T10:11:12Z  read,chat  bot  60 a minute",
            "revoked 2026-03-04T10:11:12Z  admin  old"),
        list.lines().map(line -> line.replaceFirst("^[-0-9a-f]{36}  ", "")).toList());
  }

  @Test
  void aKeyIsNamedByItsIdToo() {
    said("add bot --scopes read");
    String id = said("list").split(" ")[0];

    said("revoke " + id);

    assertThrows(KeyNotFound.class, () -> said("revoke bot"));
    assertThrows(KeyNotFound.class, () -> said("revoke " + id));
    assertThrows(KeyNotFound.class, () -> said("rotate nobody"));
  }

  @Test
  void aNameIsGivenOnce() {
    said("add bot --scopes read");

    assertThrows(KeyNameTaken.class, () -> said("add bot --scopes read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"revoke x", "rotate x", "list"})
  void whatFindsNothingMakesNoFile(String line) {
    try {
      said(line);
    } catch (KeyNotFound _) {
      // As it should be.
    }

    assertFalse(Files.exists(folder.resolve("sessions")));
    assertFalse(Files.exists(folder.resolve("gander")));
  }

  @Test
  void theAuditLogIsVerified() throws IOException {
    assertTrue(desk().verifyAudit());
    said("add bot --scopes read");
    said("revoke bot");
    assertTrue(desk().verifyAudit());
    String told = out.toString(UTF_8);
    assertTrue(told.contains("Entries 1 to 2 are as they were written."), told);

    Path file = folder.resolve("gander/audit.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("keys add", "keys adX"));

    assertFalse(desk().verifyAudit());
    assertTrue(err.toString(UTF_8).contains("audit.jsonl, line 2: "), err.toString(UTF_8));
  }
}
