package dev.gander.adapters.persistence.own;

import dev.gander.domain.cluster.OwnRows;
import dev.gander.testkit.cluster.OwnRowsContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlOwnRowsTest implements OwnRowsContract {
  private static final List<TableGroup> GROUPS =
      List.of(new TableGroup("things", List.of(new TableGroup.Step(TABLES))));

  @TempDir Path folder;
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = new OwnDatabase(folder.resolve("gander.db"), GROUPS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public OwnRows rows() {
    return new SqlOwnRows(database, GROUPS);
  }

  @Override
  public long add(String name) {
    return database.write(
        handle ->
            handle
                .createQuery("INSERT INTO numbered (name) VALUES (:name) RETURNING n")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
  }
}
