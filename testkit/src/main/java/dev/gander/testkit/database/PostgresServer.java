package dev.gander.testkit.database;

import dev.gander.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// A server of PostgreSQL on a free port of this machine, with its own folder, both of which go
/// with the JVM, also when that is killed. The programs are those of `PG_BIN`, else the newest
/// below `/usr/lib/postgresql`. Without any the test is skipped, but fails where `CI` is set.
///
/// Root may not run it; it runs as the user `postgres` then.
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "gander";
  public static final String PASSWORD = "s3cret:of/the@tests";

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path programs;
  private final Path folder;
  private int port;
  private @Nullable Process watched;

  private PostgresServer(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /// The server that all tests of this JVM share; not to be stopped.
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /// A server that a test may treat as it likes.
  public static PostgresServer start() {
    try {
      Path folder = Files.createTempDirectory("gander-postgres");
      PostgresServer server = new PostgresServer(programs(), folder);
      server.make();
      // Not before: while the files are made, others may take it.
      server.port = FreePort.find();
      server.begin();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path programs() {
    String chosen = System.getenv("PG_BIN");
    Path found = chosen == null ? newest() : Path.of(chosen);
    if (found != null && Files.isExecutable(found.resolve("postgres"))) {
      return found;
    }
    String problem = "PostgreSQL is not installed, and PG_BIN names no folder with its programs";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(problem);
    }
    throw new TestAbortedException(problem);
  }

  private static @Nullable Path newest() {
    Path all = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(all)) {
      return null;
    }
    try (var versions = Files.list(all)) {
      return versions
          .filter(folder -> folder.getFileName().toString().matches("\\d+"))
          .max((a, b) -> Integer.compare(number(a), number(b)))
          .map(folder -> folder.resolve("bin"))
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  private void make() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", folder.toString()));
    }
    List<String> command = new ArrayList<>(asUser());
    command.addAll(
        List.of(
            programs.resolve("initdb").toString(),
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
            "--username=" + USER,
            "--pwfile=" + password,
            "--pgdata=" + data()));
    run(command);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asUser() {
    return isRoot()
        ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        : List.of();
  }

  /// Starts the server again after it was stopped or killed, and waits until it answers.
  public synchronized void begin() {
    // The shell's input ends with this JVM, however that ends.
    String script =
        """
        "$@" </dev/null >>"$LOG" 2>&1 & server=$!
        read -r word
        kill -QUIT $server
        wait $server
        test "$word" = stop || rm -rf "$FOLDER"
        """;
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(asUser());
    command.addAll(
        List.of(
            programs.resolve("postgres").toString(),
            "-D",
            data().toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200"));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LOG", folder.resolve("log").toString());
      builder.environment().put("FOLDER", folder.toString());
      watched = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      if (isReady()) {
        return;
      }
    }
    throw new AssertionError("the server does not answer:\n" + log());
  }

  private boolean isReady() {
    List<String> command =
        List.of(
            programs.resolve("pg_isready").toString(),
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            String.valueOf(port),
            "-t",
            "1");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Ends the server at once, as if it had crashed; its data stays, and what was committed.
  public synchronized void stop() {
    end("stop");
  }

  private void end(String word) {
    Process running = watched;
    if (running == null) {
      return;
    }
    watched = null;
    try (var input = running.getOutputStream()) {
      input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// An address with a schema that nobody else uses.
  public String freshAddress() {
    return address("currentSchema=test" + SCHEMAS.incrementAndGet());
  }

  /// @param parameters of the address, such as `sslmode=require`
  public String address(String parameters) {
    return address(PASSWORD, parameters);
  }

  public String address(String password, String parameters) {
    String escaped = password.replace("%", "%25").replace(":", "%3A").replace("/", "%2F");
    return "postgresql://%s:%s@127.0.0.1:%d/postgres?%s"
        .formatted(USER, escaped.replace("@", "%40"), port, parameters);
  }

  /// Runs statements as `psql` does: the rows, their values joined by `|`.
  ///
  /// @param schema where its tables are
  public String sql(String schema, String statements) {
    return run(
        List.of(
            programs.resolve("psql").toString(),
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-p",
            String.valueOf(port),
            "-U",
            USER,
            "-d",
            "postgres",
            "-c",
            "SET search_path = " + schema,
            "-c",
            statements));
  }

  private static String run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(Map.of("PGPASSWORD", PASSWORD, "LC_ALL", "C.UTF-8"));
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ":\n" + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Ends the server and deletes its folder.
  @Override
  public synchronized void close() {
    end("gone");
    // What was stopped before was to stay.
    run(List.of("rm", "-rf", folder.toString()));
  }
}
