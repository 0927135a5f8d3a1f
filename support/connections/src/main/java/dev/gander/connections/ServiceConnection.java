package dev.gander.connections;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// A connection to a service over HTTP/1.1, for one request after the other. Whoever asks also
/// reads and waits, so that no other thread has to be woken for each piece of an answer. One thread
/// at a time; [#close()] from any thread. An interrupt of a thread that waits closes the connection
/// and is an [IOException]; the thread stays interrupted.
public final class ServiceConnection implements AutoCloseable {
  /// A read of the next bytes of an answer, which usually waits for them.
  @FunctionalInterface
  public interface Wait {
    /// Reads from `source`, like [InputStream#read(byte[], int, int)].
    int read(InputStream source, byte[] target, int offset, int length) throws IOException;
  }

  private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private final Place place;
  private final Link link;
  private final Consumer<ServiceConnection> keeper;
  private final Http1Wire wire;
  private InputStream content = InputStream.nullInputStream();
  private boolean isOver;
  private boolean lasts;

  /// @param keeper gets it back after an answer that leaves it open
  ServiceConnection(Place place, Link link, Consumer<ServiceConnection> keeper) {
    this.place = place;
    this.link = link;
    this.keeper = keeper;
    this.wire = new Http1Wire(link);
  }

  /// Sends a request and waits for the head of its answer. The request's own body publisher is not
  /// asked.
  ///
  /// @param content of the request, in parts; not sent with a GET
  public HttpResponse.ResponseInfo ask(HttpRequest request, List<byte[]> content)
      throws IOException {
    isOver = false;
    lasts = false;
    boolean isGet = request.method().equals("GET");
    BasicClassicHttpRequest head = head(request);
    if (!isGet) {
      head.addHeader("Content-Length", content.stream().mapToLong(part -> part.length).sum());
    }
    IOException unsent = send(head, isGet ? List.of() : content);
    ClassicHttpResponse answer = unsent == null ? wire.head() : early(unsent);
    Optional<InputStream> following = wire.content(answer);
    this.content = following.orElseGet(InputStream::nullInputStream);
    isOver = following.isEmpty();
    lasts =
        unsent == null
            && !Http1Wire.isAmbiguous(answer)
            && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(head, answer, null);
    return new Head(answer.getCode(), headers(answer));
  }

  private @Nullable IOException send(BasicClassicHttpRequest head, List<byte[]> content) {
    try {
      wire.send(head, content);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /// A server may refuse a request and close the connection before it has read all of it.
  private ClassicHttpResponse early(IOException unsent) throws IOException {
    try {
      return wire.head();
    } catch (IOException e) {
      throw unsent;
    }
  }

  private BasicClassicHttpRequest head(HttpRequest request) {
    URI address = request.uri();
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String target = address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    BasicClassicHttpRequest head =
        new BasicClassicHttpRequest(
            request.method(), null, null, link.isToProxy() ? "http://" + place + target : target);
    head.addHeader("Host", Place.hostOf(address));
    request
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> head.addHeader(name, value)));
    return head;
  }

  private static HttpHeaders headers(ClassicHttpResponse answer) throws IOException {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : answer.getHeaders()) {
      values.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
    }
    try {
      return HttpHeaders.of(values, (_, _) -> true);
    } catch (IllegalArgumentException e) {
      throw new IOException("the answer is not HTTP: " + e.getMessage(), e);
    }
  }

  /// Has each wait for more of the content done by `other`, until the connection is released.
  public void waiting(Wait other) {
    wire.waiting(other);
  }

  /// Reads what is there of the content, at least one byte; -1 at its end.
  ///
  /// @throws IOException if the connection breaks off, or was closed
  public int read(byte[] target, int offset, int length) throws IOException {
    if (isOver) {
      return -1;
    }
    try {
      int count = content.read(target, offset, length);
      isOver = count < 0;
      return count;
    } catch (ConnectionClosedException | MalformedChunkCodingException e) {
      throw new IOException(Http1Wire.BROKEN_OFF, e);
    }
  }

  /// Whether all of the content has been read.
  public boolean isOver() {
    return isOver;
  }

  /// Lets others use the connection. It is closed if it cannot be used any more, for example
  /// because there is more to read. The caller has nothing to do with it afterwards.
  public void release() {
    if (isOver && lasts && !hasMore()) {
      content = InputStream.nullInputStream();
      wire.waiting(InputStream::read);
      keeper.accept(this);
    } else {
      close();
    }
  }

  private boolean hasMore() {
    try {
      return wire.hasMore();
    } catch (IOException e) {
      return true; // It is closed then.
    }
  }

  Place place() {
    return place;
  }

  /// Whether it can be used for another request; for one that nobody uses.
  boolean isQuiet() {
    return link.isQuiet();
  }

  @Override
  public void close() {
    link.close();
  }
}
