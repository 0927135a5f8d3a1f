package org.example.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.GanderServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Spring would end the application, and with it the agent, long after its folder is deleted.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class QuestionsTest {
  @TempDir static Path home;

  @Autowired private GanderServer gander;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry properties) {
    properties.add("gander.home", home::toString);
  }

  @Test
  void aQuestionIsAnswered() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/questions"))
            .POST(BodyPublishers.ofString("!say hello from Spring"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("hello from Spring", client.send(request, BodyHandlers.ofString()).body());
    }
    assertTrue(gander.port() != port);
  }
}
