package dev.gander.adapters.http;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.access.KnownKeys;
import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.options.ClientLimits;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.peer.ConsoleFiles;
import dev.gander.adapters.http.server.NamedKeys;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.domain.observe.Unobserved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A server on a free port, and a client for it.
final class TestServer implements AutoCloseable {
  static final String KEY = "test";

  private final GanderHttpServer server;
  private final HttpClient client;

  private TestServer(
      HttpOptions options,
      List<Route> routes,
      AcpEndpoint acp,
      NamedKeys named,
      BrowserSignIns signIns,
      NoteRequest served) {
    try {
      server =
          GanderHttpServer.start(
              options,
              routes,
              acp,
              named,
              signIns,
              text -> text.replace("open-sesame", "***"),
              served);
      client = client(options.tls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The whole API, where nobody signs in.
  static List<Route> operations(UseCases use, Predicate<String> isKey, AcpEndpoint acp) {
    return Operations.all(
        use,
        new KnownKeys(isKey, true, _ -> Optional.empty()),
        acp,
        BrowserSignIns.start(),
        ConsoleFiles.NONE);
  }

  static TestServer start(List<Route> routes) {
    return start(routes, null, Duration.ofSeconds(30));
  }

  static TestServer start(List<Route> routes, @Nullable TlsIdentity tls, Duration patience) {
    return start(routes, echo(), tls, patience);
  }

  /// A server with keys beside its own.
  static TestServer start(
      List<Route> routes, AcpEndpoint acp, NamedKeys named, BrowserSignIns signIns) {
    ClientLimits clients = ClientLimits.forDescriptors(8192);
    return start("127.0.0.1", routes, acp, null, clients, named, signIns);
  }

  static TestServer start(
      List<Route> routes, AcpEndpoint acp, @Nullable TlsIdentity tls, Duration patience) {
    ClientLimits clients = ClientLimits.forDescriptors(8192).withPatience(patience);
    return start("127.0.0.1", routes, acp, tls, clients);
  }

  static TestServer start(
      String host,
      List<Route> routes,
      AcpEndpoint acp,
      @Nullable TlsIdentity tls,
      ClientLimits clients) {
    return start(host, routes, acp, tls, clients, NamedKeys.NONE, BrowserSignIns.start());
  }

  private static TestServer start(
      String host,
      List<Route> routes,
      AcpEndpoint acp,
      @Nullable TlsIdentity tls,
      ClientLimits clients,
      NamedKeys named,
      BrowserSignIns signIns) {
    return new TestServer(
        new HttpOptions(host, 0, KEY, tls, Set.of("gander.test"), Duration.ofMillis(100), clients),
        routes,
        acp,
        named,
        signIns,
        new NoteRequest(Unobserved.INSTANCE));
  }

  /// A server that tells of its requests.
  static TestServer start(List<Route> routes, AcpEndpoint acp, NoteRequest served) {
    return new TestServer(
        new HttpOptions(
            "127.0.0.1",
            0,
            KEY,
            null,
            Set.of("gander.test"),
            Duration.ofMillis(100),
            ClientLimits.forDescriptors(8192)),
        routes,
        acp,
        NamedKeys.NONE,
        BrowserSignIns.start(),
        served);
  }

  private static HttpClient client(@Nullable TlsIdentity tls) {
    HttpClient.Builder client = HttpClient.newBuilder();
    return tls == null
        ? client.version(HttpClient.Version.HTTP_1_1).build()
        : client.version(HttpClient.Version.HTTP_2).sslContext(trusting(tls)).build();
  }

  /// A client context that accepts this certificate only.
  static SSLContext trusting(TlsIdentity tls) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      X509Certificate leaf = tls.chain().getFirst();
      trusted.setCertificateEntry("server", leaf);
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param protocols that the client speaks; none leaves the choice to the server
  SSLSocket connectSecurely(TlsIdentity tls, String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting(tls)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /// Sends each client of `/acp` its own messages back.
  static AcpEndpoint echo() {
    return new AcpEndpoint(new EchoService());
  }

  GanderHttpServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  URI uri(String path) {
    return URI.create(server.uri() + path);
  }

  /// A request with the key.
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("x-secret-key", KEY);
  }

  HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s %s: %s".formatted(request.method(), request.uri(), e.getCause()), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> method(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  HttpResponse<String> put(String path, String json) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> delete(String path) {
    return method("DELETE", path);
  }

  HttpResponse<String> post(String path, String json) {
    return post(path, BodyPublishers.ofString(json));
  }

  HttpResponse<String> post(String path, BodyPublisher body) {
    return send(request(path).header("content-type", "application/json").POST(body));
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
