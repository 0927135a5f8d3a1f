package dev.gander.provider.kit.service;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.connections.Redirect;
import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.wire.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/// Sends one request and returns its answer, whatever the status, while the body arrives. Redirects
/// count towards the time limit.
record Transport(Connections connections, NetworkSettings settings, CallLimits limits) {
  private record Answer(HttpRequest request, int statusCode, HttpHeaders headers, AnswerBody body)
      implements HttpResponse<AnswerBody> {
    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }

    @Override
    public Optional<HttpResponse<AnswerBody>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }
  }

  HttpResponse<AnswerBody> send(HttpRequest request, Payload content) throws InterruptedException {
    CallClock clock = new CallClock(limits);
    try {
      return Redirect.follow(request, asked -> exchange(asked, content, clock), AnswerBody::close);
    } catch (ConnectionException e) {
      throw new ProviderException.ExecutionError(e.text(), e.getCause());
    }
  }

  private HttpResponse<AnswerBody> exchange(HttpRequest request, Payload content, CallClock clock)
      throws InterruptedException {
    Duration left = Duration.ofNanos(clock.head().left());
    try {
      AnswerBody body = new AnswerBody(connections.connect(request.uri(), settings, left), clock);
      HttpResponse.ResponseInfo head = body.ask(request, content.parts());
      return new Answer(request, head.statusCode(), head.headers(), body);
    } catch (HttpConnectTimeoutException e) {
      throw TransportErrors.notConnected(e, request.uri(), Connections.connectTime(settings));
    } catch (HttpTimeoutException _) {
      throw TransportErrors.of(clock.head().passed(), request.uri());
    } catch (IOException e) {
      throw TransportErrors.of(e, request.uri());
    }
  }
}
