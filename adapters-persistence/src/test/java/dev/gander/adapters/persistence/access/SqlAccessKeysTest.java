package dev.gander.adapters.persistence.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.Scope;
import dev.gander.testkit.access.AccessKeysContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlAccessKeysTest implements AccessKeysContract {
  @TempDir Path folder;
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = opened();
  }

  private OwnDatabase opened() {
    return new OwnDatabase(folder.resolve("sessions/gander.db"), List.of(SqlAccessKeys.TABLES));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public AccessKeys keys() {
    return new SqlAccessKeys(database);
  }

  @Test
  void whoIsLookedForInVainMakesNoFile() {
    assertTrue(keys().isEmpty());
    assertEquals(Optional.empty(), keys().named("bot"));
    assertEquals(List.of(), keys().list(null, 10));

    assertFalse(database.exists());
  }

  @Test
  void anotherProcessSeesAChangeAtOnce() {
    keys().add(KEY, "h1");
    try (OwnDatabase other = opened()) {
      AccessKeys elsewhere = new SqlAccessKeys(other);
      assertTrue(elsewhere.holding("h1").isPresent());

      keys().revoke(BOT, NOW);

      assertEquals(Optional.empty(), elsewhere.holding("h1"));
    }
  }

  @Test
  void aSecretIsFoundInAnIndex() {
    keys().add(KEY, "h1");

    List<String> plan =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "EXPLAIN QUERY PLAN SELECT * FROM access_secrets s"
                            + " JOIN access_keys k ON k.number = s.key_number WHERE s.hash = 'h1'")
                    .map(row -> row.getString("detail"))
                    .list());

    assertEquals(List.of(), plan.stream().filter(step -> step.startsWith("SCAN")).toList());
  }

  /// A file holds what a later version wrote, too.
  @Test
  void aScopeOfALaterVersionAllowsNothing() {
    keys().add(KEY, "h1");
    database.write(handle -> handle.execute("UPDATE access_keys SET scopes = 'read fly'"));

    assertEquals(Set.of(Scope.READ), keys().find(BOT).orElseThrow().scopes());
  }
}
