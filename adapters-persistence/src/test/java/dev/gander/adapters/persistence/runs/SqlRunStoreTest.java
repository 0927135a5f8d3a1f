package dev.gander.adapters.persistence.runs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunStore;
import dev.gander.testkit.run.RunStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlRunStoreTest implements RunStoreContract {
  @TempDir Path folder;
  private final AtomicBoolean isFirstDead = new AtomicBoolean();
  private OwnDatabase first;
  private OwnDatabase second;

  @BeforeEach
  void open() {
    first = database();
    second = database();
  }

  private OwnDatabase database() {
    return new OwnDatabase(folder.resolve("gander.db"), List.of(SqlRunStore.TABLES));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Override
  public RunStore store() {
    return new SqlRunStore(first, "first", this::isAlive);
  }

  @Override
  public RunStore ofAnotherServer() {
    return new SqlRunStore(second, "second", this::isAlive);
  }

  private boolean isAlive(String server) {
    return !(server.equals("first") && isFirstDead.get());
  }

  @Override
  public String server() {
    return "first";
  }

  @Override
  public String otherServer() {
    return "second";
  }

  @Override
  public void serverDies() {
    isFirstDead.set(true);
  }

  @Test
  void whoOnlyAsksMakesNoFile() {
    store().takeOver();
    store().find(new RunId("run_1"));
    store().list(new RunQuery(null, Set.of(), null, 10));

    assertFalse(Files.exists(folder.resolve("gander.db")));
  }
}
