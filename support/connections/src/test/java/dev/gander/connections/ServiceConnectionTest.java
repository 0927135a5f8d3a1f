package dev.gander.connections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServiceConnectionTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String FINE = OK + "Content-Length: 4\r\n\r\nfine";

  private final Connections connections = new Connections();

  private ServiceConnection connect(URI address) throws Exception {
    return connections.connect(address, NetworkSettings.NONE, LONG);
  }

  private static HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).build();
  }

  private static HttpRequest post(URI address) {
    return HttpRequest.newBuilder(address).POST(BodyPublishers.noBody()).build();
  }

  private static String rest(ServiceConnection connection) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] some = new byte[16];
    for (int count = connection.read(some, 0, 16);
        count >= 0;
        count = connection.read(some, 0, 16)) {
      bytes.write(some, 0, count);
    }
    return bytes.toString(UTF_8);
  }

  /// One request by a connection of its own, or one that was used before.
  private String asked(RawServer server) throws Exception {
    ServiceConnection connection = connect(server.at("/"));
    connection.ask(get(server.at("/")), List.of());
    String content = rest(connection);
    connection.release();
    return content;
  }

  private void assertBroken(String answer, String why) throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(answer);
                });
        ServiceConnection connection = connect(server.at("/"))) {
      IOException broken =
          assertThrows(
              IOException.class,
              () -> {
                connection.ask(get(server.at("/")), List.of());
                rest(connection);
              });
      assertTrue(String.valueOf(broken.getMessage()).startsWith(why), broken::toString);
    }
  }

  @Test
  void aRequestHasAllThatItNeedsAndItsPartsFollow() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  sent.set(peer.content(300_003).length());
                  peer.send(FINE);
                });
        ServiceConnection connection = connect(server.at("/a%20b?c=%2F"))) {
      HttpRequest request =
          HttpRequest.newBuilder(server.at("/a%20b?c=%2F"))
              .header("x-twice", "1")
              .header("x-twice", "2")
              .POST(BodyPublishers.noBody())
              .build();

      connection.ask(request, List.of(new byte[300_000], "abc".getBytes(UTF_8)));

      assertEquals(
          "POST /a%20b?c=%2F HTTP/1.1\r\nHost: localhost:"
              + server.port()
              + "\r\nx-twice: 1\r\nx-twice: 2\r\nContent-Length: 300003\r\n\r\n",
          server.nextHead());
      assertEquals("fine", rest(connection));
      assertEquals(300_003, sent.get());
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, false", "POST, true"})
  void onlyAPostSaysHowLongItsContentIs(String method, boolean says) throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(FINE));
        ServiceConnection connection = connect(server.at(""))) {
      HttpRequest request =
          HttpRequest.newBuilder(server.at("")).method(method, BodyPublishers.noBody()).build();

      connection.ask(request, List.of());

      String head = server.nextHead();
      assertTrue(head.startsWith(method + " / HTTP/1.1\r\n"), head);
      assertEquals(says, head.contains("Content-Length: 0\r\n"), head);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nten  bytes",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nten \r\n06;x=y\r\n bytes\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\nten  bytes\r\n0\r\nTrailer: yes\r\n\r\n",
        "HTTP/1.1 200\r\nConnection: close\r\n\r\nten  bytes",
        "HTTP/1.0 200 OK\r\n\r\nten  bytes",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nten  bytes",
      })
  void contentIsReadWhicheverWayItsEndIsTold(String answer) throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  for (String each : answer.split("")) {
                    peer.send(each);
                  }
                });
        ServiceConnection connection = connect(server.at("/"))) {
      HttpResponse.ResponseInfo head = connection.ask(get(server.at("/")), List.of());

      assertEquals(200, head.statusCode());
      assertFalse(connection.isOver());
      assertEquals("ten  bytes", rest(connection));
      assertTrue(connection.isOver());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 4\r\nContent-Length: 4\r\n\r\nfine', 1",
    "'Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n', 1",
    "'Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n4\r\nfine\r\n0\r\n\r\n', 2",
  })
  void aLengthMayBeToldTwice(String answer, int connections) throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(OK + answer))) {
      assertEquals("fine", asked(server));
      assertEquals("fine", asked(server));
      assertEquals(connections, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
      })
  void someAnswersHaveNoContent(String answer) throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(answer));
        ServiceConnection connection = connect(server.at("/"))) {
      connection.ask(get(server.at("/")), List.of());

      assertTrue(connection.isOver());
      assertEquals("", rest(connection));
    }
  }

  @Test
  void namesOfHeadersIgnoreCaseAndValuesStayInOrder() throws Exception {
    String head = OK + "X-Request-Id:  r1 \r\nset-cookie: a\r\nSet-Cookie: b\r\nempty:\r\n";
    try (RawServer server =
            new RawServer(peer -> peer.answerAll(head + "Content-Length:0\r\n\r\n"));
        ServiceConnection connection = connect(server.at("/"))) {
      var headers = connection.ask(get(server.at("/")), List.of()).headers();

      assertEquals(Optional.of("r1"), headers.firstValue("x-request-id"));
      assertEquals(List.of("a", "b"), headers.allValues("SET-COOKIE"));
      assertEquals(Optional.of(""), headers.firstValue("empty"));
    }
  }

  @Test
  void whatIsThereIsReadBeforeTheRestCame() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
                  read.await();
                  peer.send("2\r\ncd\r\n0\r\n\r\n");
                });
        ServiceConnection connection = connect(server.at("/"))) {
      connection.ask(get(server.at("/")), List.of());
      byte[] some = new byte[100];

      assertEquals(2, connection.read(some, 0, 100));
      read.countDown();
      assertEquals("cd", rest(connection));
    }
  }

  @Test
  void onlyWaitsForMoreContentAreDoneByAnother() throws Exception {
    AtomicInteger waits = new AtomicInteger();
    ServiceConnection.Wait counted =
        (source, target, offset, length) -> {
          waits.incrementAndGet();
          return source.read(target, offset, length);
        };
    String twoChunks = "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n";
    try (RawServer server =
        new RawServer(
            peer -> peer.answerAll(OK + "Transfer-Encoding: chunked\r\n\r\n" + twoChunks))) {
      ServiceConnection connection = connect(server.at("/"));
      connection.ask(get(server.at("/")), List.of());
      connection.waiting(counted);

      assertEquals("abcd", rest(connection));
      assertTrue(waits.get() <= 1, waits::toString); // the head and the content may come together
      connection.release();

      ServiceConnection again = connect(server.at("/"));
      int before = waits.get();
      again.ask(get(server.at("/")), List.of());
      assertEquals(before, waits.get());
      again.close();
    }
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(FINE))) {
      for (int i = 0; i < 5; i++) {
        assertEquals("fine", asked(server));
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectionsInUseAreNotShared() throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(FINE));
        ServiceConnection first = connect(server.at("/"))) {
      first.ask(get(server.at("/")), List.of());

      assertEquals("fine", asked(server));
      assertEquals("fine", rest(first));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void aConnectionWhoseAnswerWasNotReadIsNotUsedAgain() throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(FINE))) {
      ServiceConnection first = connect(server.at("/"));
      first.ask(get(server.at("/")), List.of());
      first.release();

      assertEquals("fine", asked(server));
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfine",
        "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nfine",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine and more than that",
      })
  void anAnswerMayEndItsConnection(String answer) throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(answer))) {
      assertEquals("fine", asked(server));
      assertEquals("fine", asked(server));
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"})
  void aConnectionThatTheServerHasEndedMeanwhileIsReplaced(String lastWords) throws Exception {
    CountDownLatch used = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(FINE);
              used.await();
              peer.send(lastWords);
            },
            peer -> peer.answerAll(FINE))) {
      assertEquals("fine", asked(server));
      used.countDown();
      ServiceConnection first = connect(server.at("/"));
      ServiceConnection next = first;
      while (next == first) { // until the end has arrived
        next.release();
        next = connect(server.at("/"));
      }

      next.ask(get(server.at("/")), List.of());
      assertEquals("fine", rest(next));
      next.close();
    }
  }

  @Test
  void aConnectionThatNobodyUsesIsClosed() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.answerAll(FINE);
              left.countDown();
            })) {
      KeptConnections kept =
          new KeptConnections(
              new Dialer(new LateTls(), ProxySelector.of(null), LONG), Duration.ofMillis(10));
      ServiceConnection connection = kept.connect(Place.of(server.at("/")), LONG);
      connection.ask(get(server.at("/")), List.of());
      rest(connection);
      connection.release();

      left.await();
      ServiceConnection next = kept.connect(Place.of(server.at("/")), LONG);
      next.ask(get(server.at("/")), List.of());
      assertEquals("fine", rest(next));
      next.close();
    }
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() throws Exception {
    assertBroken(OK + "Content-Length: 10\r\n\r\nten", "the connection broke off");
    assertBroken(OK + "Transfer-Encoding: chunked\r\n\r\nA\r\nten", "the connection broke off");
    assertBroken(OK + "Transfer-Encoding: chunked\r\n\r\n", "the connection broke off");
    assertBroken(OK + "Transfer-Encoding: chunked\r\n\r\nnumber\r\n", "the connection broke off");
    assertBroken("", "the connection was closed before an answer came");
    assertBroken("HTTP/1.1 200 OK\r\nContent", "the connection broke off");
  }

  @Test
  void somethingElseThanHttpIsAFailure() throws Exception {
    assertBroken("SSH-2.0-OpenSSH_9.2\r\n" + "x\r\n".repeat(20), "the answer is not HTTP");
    assertBroken("HTTP/1.1 fine\r\n\r\n", "the answer is not HTTP");
    assertBroken("HTTP/1.1 000 x\r\n\r\n", "the answer is not HTTP");
    assertBroken(
        OK + "Content-Length: 4\r\nContent-Length: 5\r\n\r\n", "the answer has no valid length");
    assertBroken(OK + "Content-Length: ten\r\n\r\n", "the answer has no valid length");
    assertBroken(OK + "x: " + "y".repeat(100_000) + "\r\n\r\n", "");
    assertBroken(OK + "x: y\r\n".repeat(1000) + "\r\n", "");
  }

  @Test
  void anAnswerBeforeAllOfTheRequestWasSentIsRead() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nno!");
                });
        ServiceConnection connection = connect(server.at("/"))) {
      HttpResponse.ResponseInfo head =
          connection.ask(post(server.at("/")), List.of(new byte[50_000_000]));

      assertEquals(413, head.statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAWait(boolean isVirtual) throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(OK + "Content-Length: 10\r\n\r\n");
                  peer.idle();
                });
        ServiceConnection connection = connect(server.at("/"))) {
      FutureTask<Boolean> reader =
          new FutureTask<>(
              () -> {
                connection.ask(get(server.at("/")), List.of());
                connection.waiting(
                    (source, target, offset, length) -> {
                      waits.countDown();
                      return source.read(target, offset, length);
                    });
                assertThrows(IOException.class, () -> rest(connection));
                return Thread.currentThread().isInterrupted();
              });
      Thread thread =
          isVirtual ? Thread.ofVirtual().start(reader) : Thread.ofPlatform().start(reader);
      waits.await();
      thread.interrupt();

      assertTrue(reader.get());
    }
  }

  @Test
  void closingEndsTheWaitOfAnother() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(OK + "Content-Length: 10\r\n\r\n");
              peer.idle();
            })) {
      ServiceConnection connection = connect(server.at("/"));
      connection.ask(get(server.at("/")), List.of());
      connection.waiting(
          (source, target, offset, length) -> {
            waits.countDown();
            return source.read(target, offset, length);
          });
      FutureTask<IOException> reader =
          new FutureTask<>(() -> assertThrows(IOException.class, () -> rest(connection)));
      Thread.ofVirtual().start(reader);
      waits.await();
      connection.close();

      assertNotNull(reader.get());
    }
  }

  @Test
  void nobodyListens() throws Exception {
    URI address;
    try (RawServer server = new RawServer(_ -> {})) {
      address = server.at("/");
    }
    assertThrows(ConnectException.class, () -> connect(address));
    assertThrows(ConnectException.class, () -> connect(URI.create("http://nobody.invalid/")));
  }

  @Test
  void aCallerWithLessTimeGivesUpBefore() throws Exception {
    try (RawServer proxy = new RawServer(RawServer.Peer::idle)) {
      NetworkSettings settings =
          new NetworkSettings(
              key -> Optional.of("1").filter(_ -> key.equals("GANDER_MODEL_CONNECT_TIMEOUT")),
              environment("https_proxy", proxy));
      URI address = URI.create("https://model.invalid/");

      HttpTimeoutException soon =
          assertThrows(
              HttpTimeoutException.class,
              () -> connections.connect(address, settings, Duration.ofMillis(10)));
      assertFalse(soon instanceof HttpConnectTimeoutException);
      assertThrows(
          HttpConnectTimeoutException.class, () -> connections.connect(address, settings, LONG));
    }
  }

  @Test
  void aServerWithoutTlsIsNotTrusted() throws Exception {
    try (RawServer server = new RawServer(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      URI address = URI.create(server.at("/").toString().replace("http:", "https:"));

      assertThrows(SSLException.class, () -> connect(address));
    }
  }

  @Test
  void aFailureOfTheNetworkIsNotOneOfTls() {
    IOException network = new IOException("No route to host");
    SSLException own = new SSLException("bad record", new IllegalStateException());
    SSLException refused = new SSLHandshakeException("ended", new EOFException());

    assertSame(network, Link.below(new SSLException("readApplicationRecord", network)));
    assertSame(own, Link.below(own));
    assertSame(refused, Link.below(refused));
  }

  @Test
  void aProxyGetsWholeAddresses() throws Exception {
    try (RawServer proxy = new RawServer(peer -> peer.answerAll(FINE))) {
      NetworkSettings settings =
          new NetworkSettings(_ -> Optional.empty(), environment("http_proxy", proxy));
      URI address = URI.create("http://Model.Invalid:8080/v1?a=b");
      ServiceConnection connection = connections.connect(address, settings, LONG);
      connection.ask(get(address), List.of());

      assertEquals("fine", rest(connection));
      assertTrue(
          proxy.nextHead().startsWith("GET http://model.invalid:8080/v1?a=b HTTP/1.1\r\nHost:"));
      connection.close();
    }
  }

  @Test
  void behindAProxyTlsBeginsWhenItHasConnected() throws Exception {
    AtomicInteger first = new AtomicInteger();
    try (RawServer proxy =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 Connected\r\n\r\n");
              first.set(peer.content(1).charAt(0));
            })) {
      NetworkSettings settings =
          new NetworkSettings(_ -> Optional.empty(), environment("https_proxy", proxy));
      URI address = URI.create("https://model.invalid/");

      assertThrows(SSLException.class, () -> connections.connect(address, settings, LONG));

      int handshake = 22; // the type of the first record
      assertEquals(handshake, first.get());
    }
  }

  /// One that refuses would do so again.
  @ParameterizedTest
  @CsvSource({"407, dev.gander.connections.ConnectionException", "502, java.io.IOException"})
  void aProxyThatDoesNotConnectIsNamed(int status, Class<? extends Exception> kind)
      throws Exception {
    try (RawServer proxy =
        new RawServer(
            peer -> peer.answerAll("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"))) {
      NetworkSettings settings =
          new NetworkSettings(_ -> Optional.empty(), environment("https_proxy", proxy));

      Exception refused =
          assertThrows(
              kind,
              () -> connections.connect(URI.create("https://model.invalid/"), settings, LONG));

      assertEquals(
          "the proxy 127.0.0.1:%d does not connect to model.invalid:443: status %d"
              .formatted(proxy.port(), status),
          refused.getMessage());
      assertEquals(
          "CONNECT model.invalid:443 HTTP/1.1\r\nHost: model.invalid:443\r\n\r\n",
          proxy.nextHead());
    }
  }

  @Test
  void aProxyAfterADirectConnectionIsNotAsked() throws Exception {
    try (RawServer server = new RawServer(peer -> peer.answerAll(FINE));
        RawServer other = new RawServer(_ -> {})) {
      ProxySelector direct =
          new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
              InetSocketAddress proxy =
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port());
              return List.of(Proxy.NO_PROXY, new Proxy(Proxy.Type.HTTP, proxy));
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
              throw new AssertionError(failure);
            }
          };

      new Dialer(new LateTls(), direct, LONG).dial(Place.of(server.at("/")), LONG).close();

      assertEquals(0, other.connections());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://Some.Host/a, Some.Host",
    "http://Some.Host:80/a, Some.Host",
    "https://Some.Host:443/a, Some.Host",
    "http://Some.Host:443/a, Some.Host:443",
    "https://Some.Host:8443/a, Some.Host:8443",
    "http://[::1]:11434/a, [::1]:11434",
  })
  void hostsAreNamedAsSignaturesExpectThem(URI address, String host) {
    assertEquals(host, Place.hostOf(address));
  }

  private static Function<String, Optional<String>> environment(String name, RawServer proxy) {
    Map<String, String> variables = Map.of(name, "http://127.0.0.1:" + proxy.port());
    return key -> Optional.ofNullable(variables.get(key));
  }
}
