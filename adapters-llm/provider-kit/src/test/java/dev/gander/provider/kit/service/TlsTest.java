package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.connections.ServiceConnection;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A service with a certificate of its own, which also wants to see ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  private Path folder;
  private SSLContext context;
  private final Set<Integer> clients = ConcurrentHashMap.newKeySet();
  private HttpsServer server;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    KeyStore keys = selfSigned();
    writePem("CERTIFICATE", keys.getCertificate("key").getEncoded(), "cert.pem");
    writePem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded(), "key.pem");
    context = context(keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          clients.add(exchange.getRemoteAddress().getPort());
          byte[] body = "{\"data\":[{\"id\":\"m\"}]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  @Test
  void ownAuthoritiesAndAClientCertificateAreUsed() throws InterruptedException {
    assertEquals(List.of("m"), known(url()).models());
  }

  @Test
  void aSecureConnectionServesOneRequestAfterTheOther() throws InterruptedException {
    Provider provider = known(url());
    clients.clear();
    for (int i = 0; i < 3; i++) {
      provider.models();
    }
    assertEquals(1, clients.size());
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    Provider provider = known(url().replace("localhost", "127.0.0.1"));
    ProviderException failure =
        assertThrows(ProviderException.NetworkError.class, provider::models);
    assertTrue(failure.text().startsWith("Could not connect securely to 127.0.0.1"), failure::text);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    ProviderException failure =
        assertThrows(ProviderException.NetworkError.class, () -> provider().models());
    assertTrue(failure.text().startsWith("Could not connect securely to localhost"), failure::text);
  }

  /// Most of what it takes is reading the authorities, which models on this machine do not need.
  @Test
  void theJvmsOwnTlsIsMadeForTheFirstSecureConnection() throws Exception {
    Connections connections = new Connections();
    HttpClient client = connections.client(NetworkSettings.NONE);
    Duration minute = Duration.ofMinutes(1);
    HttpRequest request = HttpRequest.newBuilder(URI.create(url())).build();
    try (ModelService plain = new ModelService()) {
      connections.connect(URI.create(plain.url()), NetworkSettings.NONE, minute).close();
    }
    SSLContext usual = SSLContext.getDefault();
    SSLContext.setDefault(context);
    try {
      assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
      try (ServiceConnection connection =
          connections.connect(request.uri(), NetworkSettings.NONE, minute)) {
        assertEquals(200, connection.ask(request, List.of()).statusCode());
      }
    } finally {
      SSLContext.setDefault(usual);
    }
  }

  @Test
  void aCertificateWithoutItsKeyIsAMistakeThatNamesTheSetting() {
    ProviderException failure =
        assertThrows(
            ProviderException.class,
            () -> provider("GOOSE_CLIENT_CERT_PATH", path("cert.pem")).models());
    assertTrue(failure.text().contains("GOOSE_CLIENT_KEY_PATH"), failure::text);
  }

  @Test
  void aFileThatIsNotThereIsToldAsSuch() {
    ProviderException failure =
        assertThrows(
            ProviderException.class,
            () -> provider("GOOSE_CA_CERT_PATH", path("none.pem")).models());
    assertTrue(failure.text().contains("none.pem"), failure::text);
  }

  /// Knows the server's certificate, and shows its own.
  private Provider known(String url) {
    return at(
        url,
        "GOOSE_CA_CERT_PATH",
        path("cert.pem"),
        "GOOSE_CLIENT_CERT_PATH",
        path("cert.pem"),
        "GOOSE_CLIENT_KEY_PATH",
        path("key.pem"));
  }

  private Provider provider(String... settings) {
    return at(url(), settings);
  }

  private static Provider at(String url, String... settings) {
    return TestChat.at(
        url, "", TestSettings.of(settings), ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
  }

  private String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private KeyStore selfSigned() throws Exception {
    Path store = folder.resolve("keys.p12");
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                store.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, status);
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("ca", keys.getCertificate("key"));
    TrustManagerFactory theirs =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    theirs.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
    return context;
  }

  private void writePem(String kind, byte[] der, String file) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
