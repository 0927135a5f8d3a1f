package dev.gander.provider.kit.oauth;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.http.Connections;
import dev.gander.provider.kit.http.Redirect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Short questions to services that give keys and tokens. Texts of their answers stay out of
/// failures: they may repeat what was sent. Any thread.
///
/// @param headers sent with every question
/// @param patience for one answer, its body included
public record OAuthHttp(
    Connections connections,
    ProviderSettings settings,
    Map<String, String> headers,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST = 256 * 1024;

  public OAuthHttp(
      Connections connections, ProviderSettings settings, Map<String, String> headers) {
    this(connections, settings, headers, PATIENCE);
  }

  /// @param body empty unless the service answered with a JSON object
  public record Answer(URI address, int status, JsonObject body) {
    /// Some services tell of failures in successes.
    public boolean isSuccess() {
      return status / 100 == 2 && error().isEmpty();
    }

    /// The name of the failure in an answer of OAuth.
    public Optional<String> error() {
      return body.text("error");
    }

    /// A text that the answer must have.
    public String need(String member) {
      return body.text(member)
          .filter(text -> !text.isBlank())
          .orElseThrow(
              () ->
                  new ProviderException.RequestFailed(
                      "The answer of " + address.getHost() + " has no " + member, null));
    }

    /// @throws ProviderException unless it is a success
    public Answer orFail() {
      if (!isSuccess()) {
        throw failure();
      }
      return this;
    }

    public ProviderException failure() {
      String text = "%s answered %d%s".formatted(address.getHost(), status, named(error()));
      if (status == 429) {
        return new ProviderException.RateLimited(text, null);
      }
      return status >= 500
          ? new ProviderException.ServerError(text, null)
          : new ProviderException.Authentication(text);
    }
  }

  /// A failure's name in brackets, if it is one: free text could hold anything.
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
    return post(address, "application/x-www-form-urlencoded", Query.of(fields));
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
    HttpResponse<byte[]> response = Redirect.follow(request.build(), this::send, _ -> {});
    return new Answer(response.uri(), response.statusCode(), object(response.body()));
  }

  /// The request's own time-out ends with the headers; this one holds for the body too.
  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        connections
            .client(settings)
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProviderException.NetworkError(
          request.uri().getHost() + " did not answer in time", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new ProviderException.NetworkError(
            "Could not reach "
                + request.uri().getHost()
                + ": check your network connection and try again",
            failure);
      }
      throw new IllegalStateException("a request failed in a way of its own", e.getCause());
    } finally {
      // Nothing happens to one that is done.
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
