package dev.gander.adapters.persistence.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.testkit.budget.SessionLimitsContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSessionLimitsTest implements SessionLimitsContract {
  @TempDir Path folder;
  private OwnDatabase database;
  private SqlSessionLimits limits;

  @BeforeEach
  void open() {
    database = new OwnDatabase(folder.resolve("gander.db"), List.of(UsageTables.LIMITS));
    limits = new SqlSessionLimits(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public SessionLimits limits() {
    return limits;
  }

  @Override
  public SessionLimits afterARestart() {
    close();
    open();
    return limits;
  }

  @Test
  void askingMakesNoFile() {
    assertEquals(SpendingLimits.NONE, limits.find(ID));
    assertFalse(database.exists());
  }
}
