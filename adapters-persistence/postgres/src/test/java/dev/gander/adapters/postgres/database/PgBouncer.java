package dev.gander.adapters.postgres.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A PgBouncer in front of a database, with its defaults but for the mode, which lets everybody in.
/// It goes with the JVM, also when that is killed. Without the program the test is skipped, but
/// fails where `CI` is set.
final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  /// The shell's input ends with this JVM, however that ends.
  private static final String WATCHED =
      """
      "$@" </dev/null 2>&1 & pooler=$!
      read -r _
      kill -KILL $pooler
      wait $pooler
      rm -rf "$FOLDER"
      """;

  private final Process watched;
  private final int port;

  private PgBouncer(Process watched, int port) {
    this.watched = watched;
    this.port = port;
  }

  /// @param mode `session`, `transaction` or `statement`
  static PgBouncer start(DatabaseAddress database, String mode) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      lack();
    }
    while (true) {
      int port = freePort();
      PgBouncer pooler = new PgBouncer(launch(settings(database, mode, port)), port);
      if (pooler.listens()) {
        return pooler;
      }
      pooler.close(); // Somebody else was faster.
    }
  }

  private static void lack() {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(PROGRAM + " is not installed");
    }
    throw new TestAbortedException(PROGRAM + " is not installed");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String settings(DatabaseAddress database, String mode, int port) {
    String[] place = database.hosts().split(":", 2);
    return """
        [databases]
        %s = host=%s port=%s user=%s password='%s'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        """
        .formatted(
            database.database(),
            place[0],
            place[1],
            database.user(),
            database.password(),
            port,
            mode);
  }

  private static Process launch(String settings) throws IOException {
    Path folder = Files.createTempDirectory("gander-pgbouncer");
    List<String> command = new ArrayList<>(List.of("bash", "-c", WATCHED, "bash"));
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    Path file = Files.writeString(folder.resolve("pgbouncer.ini"), settings);
    command.addAll(List.of(PROGRAM.toString(), file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FOLDER", folder.toString());
    return builder.start();
  }

  /// Reads what it says until it has its port, or has ended.
  private boolean listens() throws IOException {
    BufferedReader said = watched.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.contains("listening on 127.0.0.1:" + port)) {
        return true;
      }
      if (line.contains("FATAL") || line.contains("cannot listen")) {
        return false;
      }
    }
    return false;
  }

  /// The address of the database, as clients of the pooler have it.
  ///
  /// @param parameters of the address
  String address(String database, String parameters) {
    return "postgresql://any@127.0.0.1:%d/%s?%s".formatted(port, database, parameters);
  }

  @Override
  public void close() throws IOException {
    watched.getOutputStream().close();
    watched.onExit().join();
  }
}
