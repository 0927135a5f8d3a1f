package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.sessions.SqliteConversationStore;
import dev.gander.adapters.persistence.sessions.SqliteSessionStore;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.SettableClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// goose's folders with a real database.
final class KeptWorld implements AutoCloseable {
  private static final int PAGE = 4096;

  /// Of a page with rows of a table.
  private static final byte LEAF = 13;

  private final Path root;
  private final GoosePaths paths;
  private final Clock clock = SettableClock.at("2026-11-28T17:25:00Z");
  private SessionDatabase database;
  private SqliteSessionStore sessions;
  private SqliteConversationStore conversations;

  KeptWorld(Path root) throws IOException {
    this.root = root;
    paths = GoosePaths.of(Map.of("GOOSE_PATH_ROOT", root.toString()), "Linux", root);
    open();
    say("begun", 0);
  }

  void open() {
    database = new SessionDatabase(paths.sessionDatabase());
    sessions =
        new SqliteSessionStore(
            database,
            paths.state().resolve("gander/retired_sessions"),
            () -> UUID.randomUUID().toString(),
            clock);
    conversations =
        new SqliteConversationStore(database, () -> UUID.randomUUID().toString(), clock);
  }

  GoosePaths paths() {
    return paths;
  }

  BackupFolder backups(Path folder, BackupWriter.Room room) {
    return new BackupFolder(
        folder, new BackupWriter(paths, Set.of(folder), "1.2.3", clock, room), clock);
  }

  BackupWriter writer(BackupWriter.Room room) {
    return new BackupWriter(paths, Set.of(), "1.2.3", clock, room);
  }

  Restoration restoration() {
    return new Restoration(paths, Set.of(), clock);
  }

  void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  String read(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  /// A session with so many messages.
  SessionId say(String name, int messages) {
    List<Message> said = new ArrayList<>();
    for (int number = 0; number < messages; number++) {
      said.add(words(1000 + number, "message " + number + " of " + name + " ".repeat(300)));
    }
    return sessions.create(SessionDetails.of(name, "/tmp", GooseMode.AUTO), said).id();
  }

  private static Message words(long created, String text) {
    return Message.user(null, created, new Content.Text(text));
  }

  List<String> names() {
    return sessions.list(Set.of(SessionType.USER)).stream()
        .map(Session::name)
        .map(SessionName::text)
        .sorted()
        .toList();
  }

  /// Someone who goes on writing.
  final class Writing implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();
    private final Thread thread;

    private Writing(SessionId id) {
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!ended.get()) {
                      conversations.append(id, List.of(words(5000, "more")));
                      written.incrementAndGet();
                    }
                  });
    }

    long written() {
      return written.get();
    }

    @Override
    public void close() {
      ended.set(true);
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Writing writingAllTheTime() {
    return new Writing(sessions.list(Set.of(SessionType.USER)).getFirst().id());
  }

  Salvage salvage() {
    return new Salvage(paths, clock);
  }

  /// Overwrites the first page of a table; the database must be closed.
  void damageTable(String table) throws IOException {
    damagePage(root(table));
  }

  /// Overwrites one of the pages with the rows of a table.
  ///
  /// @param number counts them in the order of their pages
  void damageLeaf(String table, int number) throws IOException {
    byte[] file = Files.readAllBytes(paths.sessionDatabase());
    int root = root(table);
    if (file[(root - 1) * PAGE] == LEAF) {
      damagePage(root);
      return;
    }
    // The cells of an inner page begin with the numbers of the pages below.
    ByteBuffer page = ByteBuffer.wrap(file).position((root - 1) * PAGE);
    int cell = page.getShort((root - 1) * PAGE + 12 + 2 * number) & 0xffff;
    damagePage(page.getInt((root - 1) * PAGE + cell));
  }

  private int root(String table) throws IOException {
    String url = "jdbc:sqlite:" + paths.sessionDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT rootpage FROM sqlite_master WHERE name = '" + table + "'")) {
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void damagePage(int page) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(paths.sessionDatabase().toFile(), "rw")) {
      file.seek((page - 1L) * PAGE);
      file.write(new byte[] {99, 99, 99, 99, 99, 99, 99, 99});
    }
  }

  /// The names of all files below a folder.
  static Set<String> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
