package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Connections;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
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
record WebCalls(Connections connections, ProviderSettings settings, Map<String, String> headers) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST = 256 * 1024;

  /// @param body empty unless the service answered with a JSON object
  record Answer(URI address, int status, JsonObject body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }

    /// The name of the failure in an answer of OAuth.
    Optional<String> error() {
      return body.text("error");
    }

    /// A text that the answer must have.
    String need(String member) {
      return body.text(member)
          .filter(text -> !text.isBlank())
          .orElseThrow(
              () ->
                  new ProviderException.RequestFailed(
                      "The answer of " + address.getHost() + " has no " + member, null));
    }

    /// @throws ProviderException unless it is a success
    Answer orFail() {
      if (!isSuccess()) {
        throw failure();
      }
      return this;
    }

    ProviderException failure() {
      String text = "%s answered %d%s".formatted(address.getHost(), status, named(error()));
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

  Answer postJson(URI address, JsonObject body) throws InterruptedException {
    return post(address, "application/json", JsonText.write(body));
  }

  Answer postForm(URI address, Map<String, String> fields) throws InterruptedException {
    return post(address, "application/x-www-form-urlencoded", Query.of(fields));
  }

  private Answer post(URI address, String type, String body) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    headers.forEach(request::setHeader);
    request
        .setHeader("content-type", type)
        .setHeader("accept", "application/json")
        .POST(BodyPublishers.ofString(body));
    HttpResponse<byte[]> response = send(request.build());
    return new Answer(address, response.statusCode(), object(response.body()));
  }

  /// The request's own time-out ends with the headers; this one holds for the body too.
  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        connections
            .client(settings)
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
