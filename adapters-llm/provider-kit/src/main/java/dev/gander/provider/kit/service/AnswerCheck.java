package dev.gander.provider.kit.service;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Passes on the expected answers, and turns all others into failures, whose bodies it reads and
/// closes.
record AnswerCheck(AnswerReader reader, RefusalReader refusals, KnownSecrets secrets, Clock clock) {
  /// @param address the original address of the request
  /// @param decoder of the expected chunks; null if any body will do
  AnswerBody accepted(
      URI address, HttpResponse<AnswerBody> response, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    if (response.statusCode() / 100 != 2) {
      throw refusals.read(
          new ServiceRefusal(
              response.statusCode(), address, text(response), response.headers(), clock));
    }
    if (decoder != null) {
      requireChunks(response, decoder);
    }
    return response.body();
  }

  /// A gateway that cannot reach its service may answer with a page, and a service may report an
  /// error in JSON, both with a good status. Chunks that are merely declared as JSON are accepted.
  private void requireChunks(HttpResponse<AnswerBody> response, AnswerDecoder decoder)
      throws InterruptedException {
    String type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json") && reader.begins(response.body(), '{')) {
      throw insteadOfChunks(response, decoder);
    }
    if (type.startsWith("text/html")) {
      response.body().close();
      throw new ProviderException.RequestFailed(
          StatusErrors.place(response.uri()) + " answered with a page; check the address", null);
    }
  }

  private ProviderException insteadOfChunks(
      HttpResponse<AnswerBody> response, AnswerDecoder decoder) throws InterruptedException {
    String text = text(response);
    JsonObject answer = AnswerReader.object(response.uri(), text);
    return decoder
        .insteadOfChunks(answer)
        .orElseGet(
            () ->
                StatusErrors.inBody(
                    answer,
                    new ServiceRefusal(200, response.uri(), text, response.headers(), clock)));
  }

  private String text(HttpResponse<AnswerBody> response) throws InterruptedException {
    try (AnswerBody body = response.body()) {
      return secrets.hiddenIn(reader.error(body));
    }
  }
}
