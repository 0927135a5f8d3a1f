package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.http.ConnectionException;
import dev.gander.provider.kit.http.Connections;
import dev.gander.provider.kit.http.NetworkSettings;
import dev.gander.provider.kit.http.Redirect;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Sends one request and returns its answer, whatever the status, while the body arrives. Redirects
/// count towards the time limit.
record Transport(Connections connections, NetworkSettings settings, CallLimits limits) {
  HttpResponse<AnswerBody> send(HttpRequest request) throws InterruptedException {
    long end = System.nanoTime() + limits.total().toNanos();
    try {
      HttpClient client = connections.client(settings);
      return Redirect.follow(request, asked -> exchange(client, asked, end), AnswerBody::close);
    } catch (ConnectionException e) {
      throw new ProviderException.ExecutionError(e.text(), e.getCause());
    }
  }

  private HttpResponse<AnswerBody> exchange(HttpClient client, HttpRequest request, long end)
      throws InterruptedException {
    try {
      return client.send(request, _ -> new AnswerBody(end, limits.silence()));
    } catch (IOException e) {
      throw TransportErrors.of(e, request.uri(), limits);
    }
  }
}
