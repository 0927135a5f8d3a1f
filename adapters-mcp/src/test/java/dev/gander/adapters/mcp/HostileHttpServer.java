package dev.gander.adapters.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// An MCP server over HTTP, written by hand, that answers calls of the tool `hostile` with bytes of
/// the test's choice, and everything else as it should: `echo` too.
final class HostileHttpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private volatile Hostility hostility = (_, _) -> {};
  private volatile String hostileMethod = "tools/call hostile";

  /// Writes a whole answer, with its head. What it throws ends the connection.
  @FunctionalInterface
  interface Hostility {
    void answer(Json id, OutputStream out) throws IOException;
  }

  HostileHttpServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// What to do with calls of `hostile`.
  HostileHttpServer hostile(Hostility chosen) {
    hostility = chosen;
    return this;
  }

  /// What to do with requests of another method.
  HostileHttpServer hostileAt(String method, Hostility chosen) {
    hostileMethod = method;
    return hostile(chosen);
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/mcp";
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The first lines of the requests so far.
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (Optional<Asked> asked = read(in); asked.isPresent(); asked = read(in)) {
        answer(asked.get(), client.getOutputStream());
      }
    } catch (IOException _) {
      // The client has gone, as it may.
    }
  }

  private record Asked(String head, JsonObject message) {
    String method() {
      String method = message.text("method").orElse("");
      return method.equals("tools/call")
          ? method + " " + message.object("params").flatMap(it -> it.text("name")).orElse("")
          : method;
    }

    Json id() {
      return message.members().get("id");
    }
  }

  private Optional<Asked> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    heads.add(lines.getFirst());
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] header = line.split(": *", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    Json message = body.isEmpty() ? JsonObject.EMPTY : JsonText.parse(body);
    return Optional.of(new Asked(lines.getFirst(), (JsonObject) message));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void answer(Asked asked, OutputStream out) throws IOException {
    if (!asked.head().startsWith("POST")) {
      write(out, "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n");
    } else if (asked.id() == null) {
      write(out, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    } else if (asked.method().equals(hostileMethod)) {
      hostility.answer(asked.id(), out);
    } else {
      json(out, result(asked.id(), rightAnswer(asked)));
    }
  }

  private static String rightAnswer(Asked asked) {
    return switch (asked.method()) {
      case "initialize" ->
          "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
              + "\"serverInfo\":{\"name\":\"hostile\",\"version\":\"1\"}}";
      case "tools/call echo" -> "{\"content\":[{\"type\":\"text\",\"text\":\"echo\"}]}";
      default -> "{}";
    };
  }

  static String result(Json id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + JsonText.write(id) + ",\"result\":" + result + "}";
  }

  static void json(OutputStream out, String body) throws IOException {
    whole(out, "application/json", body);
  }

  static void whole(OutputStream out, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(type, bytes.length));
    out.write(bytes);
    out.flush();
  }

  /// The head of an answer that ends with the connection.
  static void begin(OutputStream out, String type) throws IOException {
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
