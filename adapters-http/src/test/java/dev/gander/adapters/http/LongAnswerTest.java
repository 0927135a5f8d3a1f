package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Pieces;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.tls.TlsIdentity;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer that is written in pieces looks like any other.
class LongAnswerTest {
  private static final String TEXT = "0123456789abcdef".repeat(20_000) + "end";
  private static final List<Route> ROUTES = List.of(Route.get("long", "/long", _ -> answer()));

  @TempDir Path folder;

  @Test
  void comesWholeAndTheConnectionGoesOn() {
    try (TestServer server = TestServer.start(ROUTES)) {
      comesWhole(server, Version.HTTP_1_1);
    }
  }

  @Test
  void comesWholeOverHttp2() {
    TlsIdentity identity = TlsIdentity.selfSigned(folder, new SecureRandom());
    try (TestServer server = TestServer.start(ROUTES, identity, Duration.ofSeconds(30))) {
      comesWhole(server, Version.HTTP_2);
    }
  }

  private static void comesWhole(TestServer server, Version version) {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = server.get("/long");
      assertEquals(version, answer.version());
      assertEquals(TEXT, answer.body());
      assertEquals("text/x", answer.headers().firstValue("content-type").get());
      assertEquals(TEXT.length(), answer.headers().firstValueAsLong("content-length").getAsLong());
    }
    HttpResponse<String> head = server.method("HEAD", "/long");
    assertEquals(TEXT.length(), head.headers().firstValueAsLong("content-length").getAsLong());
    assertEquals("", head.body());
    assertEquals(404, server.get("/else").statusCode());
  }

  private static Answer answer() {
    Pieces pieces = new Pieces();
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    pieces.write(bytes, 0, bytes.length - 3);
    for (int i = bytes.length - 3; i < bytes.length; i++) {
      pieces.write(bytes[i]);
    }
    return Answer.pieces("text/x", pieces);
  }
}
