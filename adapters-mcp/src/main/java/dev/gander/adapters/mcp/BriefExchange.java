package dev.gander.adapters.mcp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A request whose answer must be short and come soon, since an extension waits for it.
final class BriefExchange {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private BriefExchange() {}

  /// The body of a successful answer.
  ///
  /// @throws IOException if there is none
  static byte[] bodyOf(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(client, request);
    if (response.statusCode() / 100 != 2) {
      throw new IOException("status " + response.statusCode());
    }
    return response.body();
  }

  /// The client's own time limit would not cover the body.
  private static HttpResponse<byte[]> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client
          .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer from " + request.uri().getHost(), e);
    }
  }
}
