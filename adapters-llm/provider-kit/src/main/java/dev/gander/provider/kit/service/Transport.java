package dev.gander.provider.kit.service;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.connections.Redirect;
import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// Sends one request and returns its answer, whatever the status, while the body arrives. Redirects
/// count towards the time limit.
record Transport(Connections connections, NetworkSettings settings, CallLimits limits) {
  HttpResponse<AnswerBody> send(HttpRequest request) throws InterruptedException {
    CallClock clock = new CallClock(limits);
    try {
      HttpClient client = connections.client(settings);
      return Redirect.follow(request, asked -> exchange(client, asked, clock), AnswerBody::close);
    } catch (ConnectionException e) {
      throw new ProviderException.ExecutionError(e.text(), e.getCause());
    }
  }

  private HttpResponse<AnswerBody> exchange(HttpClient client, HttpRequest request, CallClock clock)
      throws InterruptedException {
    HttpRequest limited =
        HttpRequest.newBuilder(request, (_, _) -> true)
            .timeout(Duration.ofNanos(Math.max(clock.head().left(), 1)))
            .build();
    try {
      HttpResponse<AnswerBody> answer = client.send(limited, _ -> new AnswerBody(clock));
      clock.headArrived();
      return answer;
    } catch (HttpConnectTimeoutException e) {
      throw TransportErrors.notConnected(e, request.uri(), Connections.connectTime(settings));
    } catch (HttpTimeoutException _) {
      throw TransportErrors.of(clock.head().passed(), request.uri());
    } catch (IOException e) {
      throw TransportErrors.of(e, request.uri());
    }
  }
}
