package dev.gander.adapters.mcp.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A web server that answers at some paths, and remembers what it was asked.
final class PlayedServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  record Asked(String method, String path, String head, String body) {}

  /// @param headers each with its line end
  record Said(int status, String headers, String body) {
    static Said json(JsonObject json) {
      return new Said(200, "", JsonText.write(json));
    }

    static Said json(int status, String json) {
      return new Said(status, "", json);
    }

    static Said to(String place) {
      return new Said(302, "Location: " + place + "\r\n", "");
    }
  }

  private final Map<String, Function<Asked, Said>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  PlayedServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  void at(String path, Function<Asked, Said> answer) {
    answers.put(path, answer);
  }

  void at(String path, Said answer) {
    at(path, _ -> answer);
  }

  void nothingAt(String path) {
    answers.remove(path);
  }

  /// The requests so far for a path.
  List<Asked> asked(String path) {
    return asked.stream().filter(it -> it.path.equals(path)).toList();
  }

  /// All that was said to it.
  String heard() {
    return String.join("\n", asked.stream().map(Asked::toString).toList());
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (SocketException _) {
        // Closed; the loop ends.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Asked request = read(new BufferedInputStream(client.getInputStream()));
      asked.add(request);
      Said said =
          answers
              .getOrDefault(request.path, _ -> Said.json(404, "{\"error\":\"not_found\"}"))
              .apply(request);
      byte[] body = said.body.getBytes(UTF_8);
      String head =
          "HTTP/1.1 %d X\r\nConnection: close\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(said.status, said.headers, body.length);
      client.getOutputStream().write(head.getBytes(UTF_8));
      client.getOutputStream().write(body);
    } catch (IOException _) {
      // The other side has lost interest, or the test has ended.
    }
  }

  private static Asked read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    Matcher length = LENGTH.matcher(head);
    int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
    String[] line = head.toString().split("[ ?\r]", 4);
    return new Asked(
        line[0], line[1], head.toString(), new String(in.readNBytes(size), ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
