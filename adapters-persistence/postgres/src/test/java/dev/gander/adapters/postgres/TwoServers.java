package dev.gander.adapters.postgres;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.database.PostgresServer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Two servers with one database, which is empty before each test of a class.
public final class TwoServers implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final List<TableGroup> groups;
  private final List<String> firstRows;
  private @Nullable PostgresDatabase first;
  private @Nullable PostgresDatabase second;

  /// @param firstRows statements for what tables have from the beginning
  public TwoServers(List<TableGroup> groups, String... firstRows) {
    this.groups = groups;
    this.firstRows = List.of(firstRows);
  }

  public PostgresDatabase first() {
    return Objects.requireNonNull(first);
  }

  public PostgresDatabase second() {
    return Objects.requireNonNull(second);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (first == null) {
      String address = PostgresServer.shared().freshAddress();
      first = open(address, "first");
      second = open(address, "second");
    }
  }

  private PostgresDatabase open(String address, String node) {
    ClusterSettings settings =
        new ClusterSettings(address, "test", node, 4, ClusterSettings.PATIENCE);
    return new PostgresDatabase(settings, groups, Unobserved.INSTANCE);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    first()
        .write(
            handle ->
                handle.execute(
                    """
                    DO $$ BEGIN
                      EXECUTE (
                        SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ')
                          || ' RESTART IDENTITY'
                        FROM pg_tables WHERE schemaname = current_schema()
                          AND tablename NOT IN ('table_groups', 'cluster'));
                    END $$"""));
    firstRows.forEach(row -> first().write(handle -> handle.execute(row)));
  }

  /// Also called for nested classes, which use the same servers.
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getTestClass().filter(Class::isMemberClass).isEmpty()) {
      first().close();
      second().close();
    }
  }
}
