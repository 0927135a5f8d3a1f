package dev.gander.bootstrap.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.program.KeyOrder;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyDeskTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:11:12Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private KeyDesk desk() {
    return new KeyDesk(
        folder.resolve("sessions/gander.db"),
        new AuditOfCommands(folder.resolve("gander"), null, CLOCK),
        CLOCK,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private String said(KeyOrder order) {
    out.reset();
    desk().serve(order);
    return out.toString(UTF_8);
  }

  private static KeyOrder add(String name, String scopes) {
    return new KeyOrder.Add(name, KeyOrder.scopes(scopes), null, null);
  }

  @Test
  void aSecretIsAloneOnStdout() {
    String first = said(new KeyOrder.Add("bot", KeyOrder.scopes("read,chat"), "30d", null));
    String second = said(KeyOrder.Rotate.with("bot", "1h"));

    assertTrue(first.matches("gk_[A-Za-z0-9_-]{43}\\R"), first);
    assertTrue(second.matches("gk_[A-Za-z0-9_-]{43}\\R"), second);
    assertFalse(first.equals(second));
    String told = err.toString(UTF_8);
    assertTrue(told.contains("valid until 2026-03-04T11:11:12Z"), told);
    assertFalse(told.contains("gk_"), told);
  }

  @Test
  void keysAreListedWithTheirState() {
    assertEquals("", said(new KeyOrder.ListAll()));
    said(new KeyOrder.Add("bot", KeyOrder.scopes("chat,read"), "30d", 60L));
    said(add("old", "admin"));
    said(new KeyOrder.Revoke("old"));

    String list = said(new KeyOrder.ListAll());

    assertEquals(
        List.of(
            "valid until 2026-04-03T10:11:12Z  read,chat  bot  60 a minute",
            "revoked 2026-03-04T10:11:12Z  admin  old"),
        list.lines().map(line -> line.replaceFirst("^[-0-9a-f]{36}  ", "")).toList());
  }

  @Test
  void aKeyIsNamedByItsIdToo() {
    said(add("bot", "read"));
    String id = said(new KeyOrder.ListAll()).split(" ")[0];

    said(new KeyOrder.Revoke(id));

    assertThrows(KeyNotFound.class, () -> said(new KeyOrder.Revoke("bot")));
    assertThrows(KeyNotFound.class, () -> said(new KeyOrder.Revoke(id)));
    assertThrows(KeyNotFound.class, () -> said(KeyOrder.Rotate.with("nobody", "0s")));
  }

  @Test
  void aNameIsGivenOnce() {
    said(add("bot", "read"));

    assertThrows(KeyNameTaken.class, () -> said(add("bot", "read")));
  }

  static Stream<KeyOrder> ordersThatFindNothing() {
    return Stream.of(
        new KeyOrder.Revoke("x"), KeyOrder.Rotate.with("x", "0s"), new KeyOrder.ListAll());
  }

  @ParameterizedTest
  @MethodSource("ordersThatFindNothing")
  void whatFindsNothingMakesNoFile(KeyOrder order) {
    try {
      said(order);
    } catch (KeyNotFound _) {
      // As it should be.
    }

    assertFalse(Files.exists(folder.resolve("sessions")));
    assertFalse(Files.exists(folder.resolve("gander")));
  }

  @Test
  void theAuditLogIsVerified() throws IOException {
    assertTrue(desk().verifyAudit(null));
    said(add("bot", "read"));
    said(new KeyOrder.Revoke("bot"));
    assertTrue(desk().verifyAudit(null));
    String told = out.toString(UTF_8);
    assertTrue(told.contains("Entries 1 to 2 are as they were written."), told);

    Path file = folder.resolve("gander/audit.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("keys add", "keys adX"));

    assertFalse(desk().verifyAudit(null));
    assertTrue(err.toString(UTF_8).contains("audit.jsonl, line 2: "), err.toString(UTF_8));
  }
}
