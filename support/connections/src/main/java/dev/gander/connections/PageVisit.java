package dev.gander.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.connections.PageServer.Answer;
import dev.gander.connections.PageServer.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A connection from its beginning to its end: a head, and its answer.
final class PageVisit {
  private static final System.Logger LOG = System.getLogger(PageVisit.class.getName());
  private static final int LONGEST_HEAD = 1 << 16;
  private static final long LONGEST_REST = 1 << 20;

  private final SocketChannel channel;
  private final InetAddress peer;
  private final Function<Request, Answer> answers;
  private final long begin = System.nanoTime();
  private volatile boolean isAnswering;

  PageVisit(SocketChannel channel, InetAddress peer, Function<Request, Answer> answers) {
    this.channel = channel;
    this.peer = peer;
    this.answers = answers;
  }

  InetAddress peer() {
    return peer;
  }

  /// In nanoseconds.
  long age() {
    return System.nanoTime() - begin;
  }

  boolean waitsForVisitor() {
    return !isAnswering;
  }

  /// Until the answer has been sent, or either side ends the connection.
  void run() {
    try (channel) {
      Socket socket = channel.socket();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<String> head = head(in);
      if (head.isEmpty()) {
        return;
      }
      isAnswering = true;
      answer(head.get(), socket);
      // If the connection were closed before its visitor does, while bytes of theirs are unread,
      // it would be reset, and they might lose the answer.
      in.skipNBytes(LONGEST_REST);
    } catch (IOException e) {
      LOG.log(Level.TRACE, "a reader has left, or was given up", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a page cannot be made", e);
    }
  }

  /// Empty if the visitor leaves instead. A head that is too long is returned without its end.
  private static Optional<String> head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2 && head.size() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.write(next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    return Optional.of(head.toString(ISO_8859_1));
  }

  private void answer(String head, Socket socket) throws IOException {
    Optional<Request> request =
        head.length() < LONGEST_HEAD ? request(head.lines().toList()) : Optional.empty();
    Answer answer = request.map(answers).orElseGet(() -> Answer.empty(400));
    boolean isHead = request.filter(it -> it.method().equals("HEAD")).isPresent();
    byte[] bytes = bytes(answer, isHead);
    // From here on the visitor is waited for, who may never read.
    isAnswering = false;
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    socket.shutdownOutput();
    answer.seen().run();
  }

  private static Optional<Request> request(List<String> lines) {
    String[] first = lines.getFirst().split(" ");
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(first[1]);
      return Optional.ofNullable(address.getPath())
          .map(_ -> new Request(first[0], address, headers(lines.subList(1, lines.size()))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static byte[] bytes(Answer answer, boolean isHead) {
    byte[] body = answer.body().getBytes(UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " \r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("content-length: " + body.length + "\r\nconnection: close\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(ISO_8859_1));
    if (!isHead) {
      all.writeBytes(body);
    }
    return all.toByteArray();
  }

  /// Waits, and gives the connection up unless the thread is interrupted first.
  void endAfter(Duration patience) {
    try {
      Thread.sleep(patience);
      breakOff();
    } catch (InterruptedException _) {
      // The connection has ended.
    }
  }

  /// Closes the socket, whoever reads or writes.
  void breakOff() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection cannot be closed", e);
    }
  }
}
