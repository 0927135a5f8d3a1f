package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;

/// A setting or a secret that one client changes, and what the client was told about it. Its values
/// are numbers that count up.
final class KnownSetting {
  private final String key;
  private final boolean secret;
  private int acknowledged;
  private int asked;

  KnownSetting(String key, boolean secret) {
    this.key = key;
    this.secret = secret;
  }

  void change(ImageServer server) throws IOException, InterruptedException {
    asked++;
    send(
        server,
        "upsert",
        "{\"key\": \"%s\", \"value\": \"%s\", \"is_secret\": %s}"
            .formatted(key, value(asked), secret));
    acknowledged = asked;
  }

  /// After a restart the old or the new value is there, never another one.
  void check(ImageServer server) throws IOException, InterruptedException {
    HttpResponse<String> file = server.send("GET", "/config/validate", "");
    assertEquals(200, file.statusCode(), file.body());
    String read =
        send(server, "read", "{\"key\": \"%s\", \"is_secret\": %s}".formatted(key, secret));
    assertTrue(
        read.equals(shown(acknowledged)) || read.equals(shown(asked)),
        () -> key + " is " + read + ", not " + acknowledged + " or " + asked);
    acknowledged = read.equals(shown(asked)) ? asked : acknowledged;
    asked = acknowledged;
  }

  private static String send(ImageServer server, String operation, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send("POST", "/config/" + operation, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  /// A mask shows the first half.
  private static String value(int number) {
    return "%08d".formatted(number) + "-filling";
  }

  private String shown(int number) {
    if (number == 0) {
      return "null";
    }
    return secret
        ? "{\"maskedValue\":\"%08d********\"}".formatted(number)
        : "\"" + value(number) + "\"";
  }
}
