import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client of the server on one port of this machine, over TLS.
final class Client {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /// That of the server.
  static final String KEY = "training";

  private final HttpClient http;
  private final int port;

  Client(int port) throws GeneralSecurityException {
    this.http = HttpClient.newBuilder().sslContext(trusting()).build();
    this.port = port;
  }

  String send(String method, String path, String body) throws IOException, InterruptedException {
    return okBody(http.send(request(method, path, body), BodyHandlers.ofString()));
  }

  static String okBody(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          response.request() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
        .header("X-Secret-Key", KEY)
        .header("Content-Type", "application/json")
        .version(method.equals("GET") ? Version.HTTP_2 : Version.HTTP_1_1)
        .timeout(PATIENCE)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  static String member(String name, String json) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
  }

  <T> HttpResponse<T> answer(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(request, body);
  }

  CompletableFuture<HttpResponse<String>> answerSoon(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  WebSocket open(String path, WebSocket.Listener listener) {
    return http.newWebSocketBuilder()
        .header("X-Secret-Key", KEY)
        .buildAsync(URI.create("wss://127.0.0.1:" + port + path), listener)
        .join();
  }

  /// The server makes its certificate itself; here it does not matter who answers.
  private static SSLContext trusting() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, null);
    return context;
  }

  private static final class TrustEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
