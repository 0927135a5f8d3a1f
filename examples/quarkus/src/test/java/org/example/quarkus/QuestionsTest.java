package org.example.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuestionsTest {
  @TestHTTPResource("/questions")
  URI questions;

  @Test
  void aQuestionIsAnswered() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(questions)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("!say hello from Quarkus"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("hello from Quarkus", client.send(request, BodyHandlers.ofString()).body());
    }
  }
}
