package dev.gander.adapters.mcp.wire;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A client whose streams of events go on until they have answered, see [ResumedStream], or nobody
/// waits for the answer any more, see [OpenExchanges].
final class ResumingClient extends HttpClient {
  private final HttpClient client;
  private final OpenExchanges open;

  ResumingClient(HttpClient client, OpenExchanges open) {
    this.client = client;
    this.open = open;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    Optional<String> number = OpenExchanges.number(request);
    if (number.isEmpty()) {
      return client.sendAsync(request, handler);
    }
    HttpRequest sent = OpenExchanges.toSend(request);
    return open.watched(number.get(), client.sendAsync(sent, handler))
        .thenApply(response -> whole(number.get(), sent, response));
  }

  private <T> HttpResponse<T> whole(String number, HttpRequest request, HttpResponse<T> response) {
    if (!(response.body() instanceof Publisher<?> body)) {
      return response;
    }
    Publisher<List<ByteBuffer>> all =
        ResumedStream.isEventStream(response)
            ? new ResumedStream(client, request).from(buffers(body))
            : buffers(body);
    return new Whole<>(response, open.watched(number, all));
  }

  /// There is no other body in the form of a publisher.
  @SuppressWarnings("unchecked")
  private static Publisher<List<ByteBuffer>> buffers(Publisher<?> body) {
    return (Publisher<List<ByteBuffer>>) body;
  }

  private record Whole<T>(HttpResponse<T> response, Publisher<List<ByteBuffer>> all)
      implements HttpResponse<T> {
    @Override
    @SuppressWarnings("unchecked") // only made where the body is such a publisher
    public T body() {
      return (T) all;
    }

    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpRequest request() {
      return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return response.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return response.sslSession();
    }

    @Override
    public URI uri() {
      return response.uri();
    }

    @Override
    public Version version() {
      return response.version();
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> promises) {
    return client.sendAsync(request, handler, promises);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request, handler);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
