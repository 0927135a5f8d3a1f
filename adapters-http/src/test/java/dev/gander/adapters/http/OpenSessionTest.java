package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.object;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a page with one session asks: `/gander/v1/sessions/{id}` and its `/steer`.
class OpenSessionTest {
  private final TurnApi api = new TurnApi();
  private final SessionId id = api.session();

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> steer(String session) {
    return api.server.post(
        "/gander/v1/sessions/" + session + "/steer",
        "{\"user_message\":" + TurnApi.MESSAGE.replace("hello", "hurry") + "}");
  }

  @Test
  void aSessionIsThereWithoutItsMessages() {
    JsonObject session = object(api.server.get("/gander/v1/sessions/" + id));
    assertEquals(id.value(), session.text("id").orElseThrow());
    assertEquals(JsonNull.NULL, session.get("conversation"));
    assertEquals(404, api.server.get("/gander/v1/sessions/20200101_99").statusCode());
  }

  @Test
  void aRunningTurnHearsWhatIsSaidMeanwhile() throws Exception {
    CountDownLatch mayCall = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          if (voice.request().messages().stream().anyMatch(it -> it.text().contains("hurry"))) {
            heard.countDown();
            return;
          }
          api.begun.countDown();
          mayCall.await();
        });
    assertEquals(200, api.sessionReply(id, TurnApi.R1).statusCode());
    assertTrue(api.begun.await(30, SECONDS));

    JsonObject said = object(steer(id.value()));
    mayCall.countDown();

    assertEquals(TurnApi.R1, said.text("request_id").orElseThrow());
    assertTrue(heard.await(30, SECONDS));
    String messageId = said.text("message_id").orElseThrow();
    Eventually.holds(
        () ->
            api.backend.conversations.messages(id).stream()
                .map(Message::id)
                .anyMatch(messageId::equals));
  }

  @Test
  void withoutATurnThereIsNobodyToSteer() {
    assertEquals(409, steer(id.value()).statusCode());
    assertEquals(404, steer("20200101_99").statusCode());
  }
}
