package dev.gander.adapters.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookSender;
import dev.gander.domain.webhook.WebhookSender.Answer;
import dev.gander.domain.webhook.WebhookSender.Letter;
import dev.gander.testkit.webhook.WebhookSenderContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectSenderTest implements WebhookSenderContract {
  private static final Duration BRIEF = Duration.ofMillis(400);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Override
  public WebhookSender sender() {
    return new DirectSender(NetworkSettings.NONE);
  }

  private static DirectSender brief() {
    return new DirectSender(NetworkSettings.NONE, InetAddress::getAllByName, BRIEF);
  }

  @Override
  public Receiver receiver(int status) {
    Map<String, String> got = new ConcurrentHashMap<>();
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      open.add(() -> server.stop(0));
      server.createContext(
          "/",
          exchange -> {
            exchange
                .getRequestHeaders()
                .forEach(
                    (name, values) -> got.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            got.put(
                "body",
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
      return new Got(
          WebhookAddress.of("http://127.0.0.1:" + server.getAddress().getPort() + "/in?a=1"), got);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Got(WebhookAddress address, Map<String, String> got) implements Receiver {
    @Override
    public String header(String name) {
      return got.get(name);
    }

    @Override
    public String body() {
      return got.get("body");
    }
  }

  /// What one side of a connection does.
  private interface Talk {
    void with(Socket socket) throws Exception;
  }

  private WebhookAddress listening(Talk talk) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    open.add(server);
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                talk.with(socket);
              } catch (Exception _) {
                // The test is over.
              }
            });
    return WebhookAddress.of("http://127.0.0.1:" + server.getLocalPort());
  }

  private static Answer send(DirectSender sender, WebhookAddress address)
      throws InterruptedException {
    return sender.send(new Letter(address, ID, NOW, BODY), List.of(SECRET), Set.of(address.host()));
  }

  @Test
  void whoNeverAnswersIsCut() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    open.add(end::countDown);
    WebhookAddress silent = listening(_ -> end.await());

    assertInstanceOf(Answer.Failure.class, send(brief(), silent));
  }

  @Test
  void whoAnswersDropByDropIsCut() throws Exception {
    WebhookAddress slow =
        listening(
            socket -> {
              for (int i = 0; i < 10_000; i++) {
                socket.getOutputStream().write('H');
                socket.getOutputStream().flush();
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
              }
            });

    assertInstanceOf(Answer.Failure.class, send(brief(), slow));
  }

  @Test
  void ofALongAnswerOnlyTheBeginningIsRead() throws Exception {
    AtomicLong written = new AtomicLong();
    WebhookAddress talkative =
        listening(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              byte[] block = new byte[1 << 16];
              for (int i = 0; i < 45_000; i++) {
                out.write(block);
                written.addAndGet(block.length);
              }
            });

    assertEquals(new Answer.Status(200), send(new DirectSender(NetworkSettings.NONE), talkative));
    assertTrue(written.get() < 100_000_000, () -> "written: " + written);
  }

  @Test
  void aLineWithoutAnEndIsNoAnswer() throws Exception {
    WebhookAddress endless =
        listening(
            socket -> {
              byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
              while (true) {
                socket.getOutputStream().write(block);
              }
            });

    assertEquals(
        new Answer.Failure("The answer is not HTTP"),
        send(new DirectSender(NetworkSettings.NONE), endless));
  }

  @Test
  void whoHangsUpHasNotAnswered() throws Exception {
    WebhookAddress rude = listening(socket -> readSome(socket.getInputStream()));

    assertInstanceOf(Answer.Failure.class, send(brief(), rude));
  }

  private static void readSome(InputStream in) throws IOException {
    var _ = in.read(new byte[8192]);
  }

  @Test
  void aClosedPortIsAFailure() throws Exception {
    ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    WebhookAddress address = WebhookAddress.of("http://127.0.0.1:" + gone.getLocalPort());
    gone.close();

    assertInstanceOf(Answer.Failure.class, send(brief(), address));
  }

  /// As in the program: only on such a thread does an interrupt reach a socket.
  @Test
  void whoIsInterruptedStops() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    open.add(end::countDown);
    WebhookAddress silent =
        listening(
            _ -> {
              reached.countDown();
              end.await();
            });
    CountDownLatch stopped = new CountDownLatch(1);
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    send(new DirectSender(NetworkSettings.NONE), silent);
                  } catch (InterruptedException _) {
                    stopped.countDown();
                  }
                });
    reached.await();
    sender.interrupt();

    assertTrue(stopped.await(30, TimeUnit.SECONDS));
  }

  /// A name that means a public address at first and a private one a moment later is connected to
  /// at the first.
  @Test
  void aNameIsLookedUpOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    InetAddress nowhere = InetAddress.ofLiteral("192.0.2.1");
    AllowedAddresses addresses =
        new AllowedAddresses(
            _ -> {
              asked.incrementAndGet();
              return new InetAddress[] {
                InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("127.0.0.1"), nowhere
              };
            });

    assertEquals(
        List.of(InetAddress.ofLiteral("93.184.215.14")), addresses.of("example.com", Set.of()));
    assertEquals(1, asked.get());
  }
}
