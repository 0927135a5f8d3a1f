package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Reads complete answers. A body that breaks off is a failure of the service at `base`.
record AnswerReader(URI base) {
  private static final int LONGEST_ERROR = 256 * 1024;
  private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

  /// A service's error message; the rest of a long text is dropped.
  String error(AnswerBody body) throws InterruptedException {
    return text(body, LONGEST_ERROR);
  }

  JsonObject object(URI address, AnswerBody body) throws InterruptedException {
    return object(address, text(body, LONGEST_ANSWER));
  }

  /// An empty object for JSON of another kind.
  static JsonObject object(URI address, String text) {
    return json(address, text) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  Json json(URI address, AnswerBody body) throws InterruptedException {
    return json(address, text(body, LONGEST_ANSWER));
  }

  private static Json json(URI address, String text) {
    try {
      return JsonText.parseMending(text);
    } catch (JsonSyntaxException e) {
      throw new ProviderException.RequestFailed(
          "The answer of " + StatusErrors.place(address) + " is no JSON", e);
    }
  }

  /// Looks at the first character without consuming it.
  boolean begins(AnswerBody body, char first) throws InterruptedException {
    try {
      return body.peek() == first;
    } catch (IOException e) {
      body.close();
      throw TransportErrors.of(e, base);
    }
  }

  /// One chunk of a streamed answer.
  static Json chunk(String data) {
    try {
      return JsonText.parseMending(data);
    } catch (JsonSyntaxException e) {
      throw new ProviderException.NetworkError("Stream decode error: " + e.getMessage(), e);
    }
  }

  private String text(AnswerBody body, int limit) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      int count = body.read(buffer, 0, buffer.length);
      while (count >= 0 && bytes.size() < limit) {
        bytes.write(buffer, 0, count);
        body.dataArrived();
        count = body.read(buffer, 0, buffer.length);
      }
    } catch (IOException e) {
      throw TransportErrors.of(e, base);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
