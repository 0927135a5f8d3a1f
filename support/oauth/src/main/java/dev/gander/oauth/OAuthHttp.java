package dev.gander.oauth;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.connections.Redirect;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.oauth.OAuthException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Short requests to services that issue keys and tokens. Texts from their answers stay out of
/// failures: they may repeat what was sent. Any thread.
///
/// @param headers sent with every request
/// @param patience for one answer, its body included
public record OAuthHttp(
    Connections connections,
    NetworkSettings settings,
    Map<String, String> headers,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST = 256 * 1024;

  public OAuthHttp(Connections connections, NetworkSettings settings, Map<String, String> headers) {
    this(connections, settings, headers, PATIENCE);
  }

  /// @param body empty unless the service answered with a JSON object
  public record Answer(URI address, int status, JsonObject body) {
    /// Some services report failures with a good status.
    public boolean isSuccess() {
      return status / 100 == 2 && error().isEmpty();
    }

    /// The name of the failure in an OAuth answer.
    public Optional<String> error() {
      return body.text("error");
    }

    /// A text that the answer must contain.
    public String need(String member) {
      return body.text(member)
          .filter(text -> !text.isBlank())
          .orElseThrow(
              () ->
                  new OAuthException(
                      Kind.UNUSABLE_ANSWER,
                      "The answer of " + address.getHost() + " has no " + member));
    }

    /// @throws OAuthException unless it is a success
    public Answer orFail() {
      if (!isSuccess()) {
        throw failure();
      }
      return this;
    }

    public OAuthException failure() {
      return new OAuthException(
          kind(), "%s answered %d%s".formatted(address.getHost(), status, named(error())));
    }

    private Kind kind() {
      if (status == 429) {
        return Kind.RATE_LIMITED;
      }
      return status >= 500 ? Kind.SERVER_ERROR : Kind.REFUSED;
    }
  }

  /// A failure's name in brackets, if it is a name: free text could contain anything.
  static String named(Optional<String> error) {
    return error
        .filter(name -> name.matches("[A-Za-z0-9_.-]{1,60}"))
        .map(name -> " (" + name + ")")
        .orElse("");
  }

  public Answer postJson(URI address, JsonObject body) throws InterruptedException {
    return post(address, "application/json", JsonText.write(body));
  }

  public Answer postForm(URI address, Map<String, String> fields) throws InterruptedException {
    return post(address, "application/x-www-form-urlencoded", QueryParameters.of(fields));
  }

  /// Requests over a new connection, after a long wait: a service may be about to close the old
  /// one, and a request that meets its end is lost.
  public OAuthHttp anew() {
    return new OAuthHttp(new Connections(), settings, headers, patience);
  }

  /// Requests with one more header.
  public OAuthHttp with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OAuthHttp(connections, settings, more, patience);
  }

  public Answer get(URI address) throws InterruptedException {
    return answer(request(address).GET());
  }

  private Answer post(URI address, String type, String body) throws InterruptedException {
    return answer(
        request(address).setHeader("content-type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    headers.forEach(request::setHeader);
    return request.setHeader("accept", "application/json");
  }

  private Answer answer(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = Redirect.follow(request.build(), this::send, _ -> {});
      return new Answer(response.uri(), response.statusCode(), object(response.body()));
    } catch (ConnectionException e) {
      throw new OAuthException(Kind.NOT_POSSIBLE_HERE, e.text(), e.getCause());
    }
  }

  /// The request's own time-out ends with the headers; this one covers the body too.
  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      // Waiting would not tell if the answer is here before.
      throw new InterruptedException("interrupted before a request");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        connections
            .client(settings)
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new OAuthException(
          Kind.UNREACHABLE, request.uri().getHost() + " did not answer in time", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new OAuthException(
            Kind.UNREACHABLE,
            "Could not reach "
                + request.uri().getHost()
                + ": check your network connection and try again",
            failure);
      }
      throw new IllegalStateException("a request failed in a way of its own", e.getCause());
    } finally {
      // Has no effect on a completed answer.
      answer.cancel(true);
    }
  }

  private static JsonObject object(byte[] text) {
    try {
      return JsonText.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonSyntaxException _) {
      return JsonObject.EMPTY;
    }
  }
}
