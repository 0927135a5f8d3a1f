package dev.gander.adapters.persistence.backup;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a new database of the rows of a damaged one that can be read, and sets the damaged one
/// aside. For a program that has opened nothing yet.
public final class Salvage {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// Messages of a session that is lost get one to belong to, under its id.
  private static final List<String> LOST_SESSIONS =
      List.of(
          "INSERT INTO sessions (id, working_dir) SELECT DISTINCT session_id, '.' FROM messages"
              + " WHERE session_id NOT IN (SELECT id FROM sessions)",
          "UPDATE sessions SET name = 'Recovered ' || id WHERE working_dir = '.' AND name = ''");

  private final GoosePaths paths;
  private final Clock clock;

  private final AtomicLong finished = new AtomicLong();
  private volatile @Nullable Path current;

  public Salvage(GoosePaths paths, Clock clock) {
    this.paths = paths;
    this.clock = clock;
  }

  /// How many bytes there are to look at.
  public long expected() {
    return databases().stream().mapToLong(Salvage::size).sum();
  }

  /// How many are done, about. Any thread.
  public long done() {
    Path fresh = current;
    return finished.get() + (fresh == null ? 0 : size(fresh));
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private List<Path> databases() {
    return Stream.of(paths.sessionDatabase(), paths.ownDatabase()).filter(Files::exists).toList();
  }

  /// @param database with its new content, or the sound one
  /// @param damaged what it was before; empty if it is sound
  public record Outcome(Path database, Optional<Path> damaged, List<SavedTable> tables) {
    public Outcome {
      tables = List.copyOf(tables);
    }
  }

  /// Looks at both databases, and replaces those that are damaged.
  ///
  /// @throws StorageException if nothing can be saved of one; it is left as it is
  /// @throws Conflict if another program uses one
  public List<Outcome> run() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Path database : databases()) {
      long size = size(database);
      outcomes.add(run(database));
      finished.addAndGet(size);
    }
    return outcomes;
  }

  private Outcome run(Path database) {
    Path fresh = database.resolveSibling(database.getFileName() + ".salvaging");
    try {
      requireAlone(database);
      if (isSound(database)) {
        return new Outcome(database, Optional.empty(), List.of());
      }
      PrivateFiles.newFile(fresh);
      current = fresh;
      List<SavedTable> tables = save(database, fresh);
      requireAlone(database);
      return new Outcome(database, Optional.of(exchange(database, fresh)), tables);
    } catch (SQLException | IOException e) {
      throw new StorageException(
          "nothing can be saved of " + database + ", which is left as it is: " + e.getMessage(), e);
    } finally {
      current = null;
      FileTree.delete(fresh);
    }
  }

  private static void requireAlone(Path database) throws IOException {
    DatabaseUse.alone(List.of(database)).close();
  }

  private static boolean isSound(Path database) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement();
        ResultSet findings = statement.executeQuery("PRAGMA integrity_check(1)")) {
      return findings.next() && findings.getString(1).equals("ok");
    } catch (SQLException _) {
      return false;
    }
  }

  private static Connection open(Path database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database);
  }

  private List<SavedTable> save(Path damaged, Path fresh) throws SQLException {
    try (Connection from = open(damaged);
        Connection into = open(fresh)) {
      execute(from, "PRAGMA cell_size_check = 1");
      execute(into, "PRAGMA foreign_keys = 0");
      List<Entry> schema = schema(from);
      into.setAutoCommit(false);
      List<SavedTable> tables = new ArrayList<>();
      for (Entry table : schema) {
        if (table.isTable()) {
          execute(into, table.sql());
          tables.add(new RowRescue(from, into, table.name()).run());
        }
      }
      for (Entry other : schema) {
        if (!other.isTable()) {
          execute(into, other.sql());
        }
      }
      if (damaged.equals(paths.sessionDatabase())) {
        adoptMessages(into);
      }
      execute(into, "PRAGMA user_version = " + number(from, "PRAGMA user_version"));
      into.commit();
      return tables;
    }
  }

  private record Entry(String type, String name, String sql) {
    boolean isTable() {
      return type.equals("table");
    }
  }

  private static List<Entry> schema(Connection from) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Statement statement = from.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type, name, sql FROM sqlite_master"
                    + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")) {
      while (rows.next()) {
        entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return entries;
  }

  /// Not in a database from before it had these tables.
  private static void adoptMessages(Connection into) {
    try {
      for (String statement : LOST_SESSIONS) {
        execute(into, statement);
      }
    } catch (SQLException e) {
      System.getLogger(Salvage.class.getName())
          .log(System.Logger.Level.WARNING, "messages of lost sessions stay without one", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// @return where the damaged one is now
  private Path exchange(Path database, Path fresh) throws IOException {
    Path aside = free(database);
    for (String end : List.of("-wal", "-shm")) {
      Path log = database.resolveSibling(database.getFileName() + end);
      if (Files.exists(log)) {
        Files.move(log, aside.resolveSibling(aside.getFileName() + end));
      }
    }
    Files.move(database, aside);
    AtomicFile.putInPlace(fresh, database);
    return aside;
  }

  private Path free(Path database) {
    Path first =
        database.resolveSibling(
            database.getFileName() + ".damaged-" + STAMP.format(clock.instant()));
    Path free = first;
    for (int next = 2; Files.exists(free); next++) {
      free = first.resolveSibling(first.getFileName() + "-" + next);
    }
    return free;
  }
}
