package dev.gander.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Services of the web, played on this machine: a proxy leads to one server whose certificate is
/// good for all of them, so that a program finds them under their real names.
final class PlayedServices implements AutoCloseable {
  private static final char[] PASSWORD = "secret".toCharArray();

  /// What a service was asked; `host` is the name that the program asked for.
  record Asked(String host, String path, Map<String, String> headers, String body) {}

  /// What it answers.
  record Reply(int status, String type, String body) {
    static Reply json(String body) {
      return new Reply(200, "application/json", body);
    }

    static Reply stream(String body) {
      return new Reply(200, "text/event-stream", body);
    }
  }

  private final Function<Asked, Reply> services;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path certificate;
  private final HttpsServer server;
  private final ServerSocket proxy;

  PlayedServices(Path folder, List<String> hosts, Function<Asked, Reply> services)
      throws Exception {
    this.services = services;
    InetAddress here = InetAddress.getLoopbackAddress();
    KeyStore keys = selfSigned(folder, hosts);
    certificate = folder.resolve("services.pem");
    Files.writeString(certificate, pem(keys.getCertificate("key").getEncoded()));
    server = HttpsServer.create(new InetSocketAddress(here, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    proxy = new ServerSocket(0, 50, here);
    threads.execute(this::lead);
  }

  /// What makes a program come here.
  Map<String, String> environment() {
    return Map.of(
        "https_proxy",
        "http://127.0.0.1:" + proxy.getLocalPort(),
        "GOOSE_CA_CERT_PATH",
        certificate.toString());
  }

  /// The next request that was not taken yet.
  Asked asked() throws InterruptedException {
    return asked.take();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                      header -> header.getValue().getFirst()));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var question =
          new Asked(
              headers.getOrDefault("host", ""), exchange.getRequestURI().getPath(), headers, body);
      asked.add(question);
      Reply reply = services.apply(question);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", reply.type());
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void lead() {
    while (!proxy.isClosed()) {
      try {
        Socket from = proxy.accept();
        threads.execute(() -> tunnel(from));
      } catch (IOException e) {
        if (!proxy.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void tunnel(Socket from) {
    try (from;
        Socket to = new Socket(server.getAddress().getAddress(), server.getAddress().getPort())) {
      skipHead(from.getInputStream());
      from.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      threads.execute(() -> pump(to, from));
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Either side may leave whenever it likes.
    }
  }

  private static void skipHead(InputStream in) throws IOException {
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      last = (last << 8) | next;
      if (last == 0x0d0a0d0a) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // See tunnel.
    }
  }

  private static KeyStore selfSigned(Path folder, List<String> hosts) throws Exception {
    Path store = folder.resolve("services.p12");
    String names = hosts.stream().map(host -> "dns:" + host).collect(Collectors.joining(","));
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=played",
                "-ext",
                "san=" + names,
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String pem(byte[] certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
