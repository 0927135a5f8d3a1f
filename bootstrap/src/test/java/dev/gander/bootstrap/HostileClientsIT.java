package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients without a key that occupy the server. A thousand sockets at most, to this machine only.
class HostileClientsIT {
  private static final int DESCRIPTORS = 1024;
  private static final int FOR_FILES = DESCRIPTORS / 3;
  private static final int SOCKETS = 1000;

  private static final int FEW = 20;
  private static final Duration LONGEST = Duration.ofMinutes(4);

  @TempDir Path root;
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private ImageServer start() throws IOException {
    String limit = "ulimit -n " + DESCRIPTORS + "; exec \"$@\"";
    return ImageServer.start(root, Map.of(), "sh", "-c", limit, "limited");
  }

  private Socket connect(ImageServer server) throws IOException {
    int port = URI.create(server.address()).getPort();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    return socket;
  }

  private static long descriptorsOf(ImageServer server) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
      return open.count();
    }
  }

  @Test
  void aThousandSilentSocketsLeaveRoomForClientsAndFiles() throws Exception {
    try (ImageServer server = start()) {
      for (int i = 0; i < SOCKETS; i++) {
        connect(server);
      }
      String session = server.newSession(root);

      assertEquals("still here", server.answer(session, "!say still here"));
      assertTrue(descriptorsOf(server) < DESCRIPTORS - FOR_FILES);
    }
  }

  /// The limit on connections does not help here: files and programs have taken what was left.
  @Test
  void aServerThatIsOutOfDescriptorsEndsIdleConnectionsAndNothingElse() throws Exception {
    try (ImageServer server = start()) {
      String session = server.newSession(root);
      Socket stream = openStream(server, session);
      assertEquals("before", server.answer(session, "!say before"));
      leaveDescriptors(server, FEW);
      for (int i = 0; i < 10 * FEW; i++) {
        connect(server);
      }
      // The connection of before is idle: it may be ended just when its client wants to use it.
      assertEquals("after", server.fresh().answer(session, "!say after"));
      assertStillSpeaks(stream);
      assertTrue(ImageServer.log(root).contains("no connection can be accepted for now"));
    }
  }

  private static void leaveDescriptors(ImageServer server, int count) throws Exception {
    long limit = descriptorsOf(server) + count;
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", server.pid() + "", "--nofile=" + limit)
            .inheritIO()
            .start();
    assertEquals(0, prlimit.waitFor());
  }

  /// A head that comes byte by byte, and one that never begins.
  @Test
  void clientsThatNeverFinishTheirRequestAreLetGoAndStreamsAreNot() throws Exception {
    try (ImageServer server = start()) {
      String session = server.newSession(root);
      Socket stream = openStream(server, session);
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        slow.add(connect(server));
      }
      long end = System.nanoTime() + LONGEST.toNanos();
      for (boolean trickle = true; !slow.isEmpty(); trickle = !trickle) {
        assertTrue(System.nanoTime() < end, () -> slow.size() + " connections go on");
        for (Socket socket : List.copyOf(slow)) {
          if (hasEnded(socket) || (trickle && !canSend(socket, slow.indexOf(socket)))) {
            slow.remove(socket);
          }
        }
      }
      assertStillSpeaks(stream);
    }
  }

  private Socket openStream(ImageServer server, String session) throws IOException {
    Socket stream = connect(server);
    stream
        .getOutputStream()
        .write(
            """
            GET /sessions/%s/events HTTP/1.1\r
            Host: localhost\r
            X-Secret-Key: key\r
            \r
            """
                .formatted(session)
                .getBytes(US_ASCII));
    return stream;
  }

  private static void assertStillSpeaks(Socket stream) throws IOException {
    stream.setSoTimeout(60_000);
    InputStream in = stream.getInputStream();
    in.skipNBytes(in.available());
    assertTrue(in.read() >= 0, "a heartbeat comes");
  }

  /// Every other client sends one more byte.
  private static boolean canSend(Socket socket, int number) {
    try {
      if (number % 2 == 0) {
        socket.getOutputStream().write('G');
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean hasEnded(Socket socket) throws IOException {
    socket.setSoTimeout(5);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }
}
