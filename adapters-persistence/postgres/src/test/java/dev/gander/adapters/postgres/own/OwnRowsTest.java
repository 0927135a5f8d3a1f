package dev.gander.adapters.postgres.own;

import dev.gander.adapters.persistence.own.SqlOwnRows;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.TwoServers;
import dev.gander.domain.cluster.OwnRows;
import dev.gander.testkit.cluster.OwnRowsContract;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnRowsTest implements OwnRowsContract {
  private static final TableGroup GROUP =
      new TableGroup("things", List.of(new TableGroup.Step(TABLES)));

  @RegisterExtension
  static final TwoServers SERVERS =
      new TwoServers(List.of(TranslatedTables.of(GROUP)), "INSERT INTO single VALUES (0)");

  @Override
  public OwnRows rows() {
    return new SqlOwnRows(new SharedTables(SERVERS.first(), ""), List.of(GROUP));
  }

  @Override
  public long add(String name) {
    return SERVERS
        .second()
        .write(
            handle ->
                handle
                    .createQuery("INSERT INTO numbered (name) VALUES (:name) RETURNING n")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
  }
}
