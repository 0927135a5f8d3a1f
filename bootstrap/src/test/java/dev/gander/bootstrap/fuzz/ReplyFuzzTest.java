package dev.gander.bootstrap.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Messages in the body of `/reply`.
class ReplyFuzzTest {
  private static FuzzServer server;

  @BeforeContainer
  static void start() {
    server = new FuzzServer();
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property
  void aMessageIsRefusedOrAnswered(@ForAll("bodies") String body) {
    String session = server.session();
    List<Integer> before = server.rows();

    HttpResponse<String> answer = server.post("/reply", body.replace("SESSION", session));

    FuzzServer.assertProper(
        answer.statusCode(), answer.body(), Set.of(200, 400, 404, 415, 422, 424));
    if (answer.statusCode() == 200) {
      FuzzServer.assertAnswered(answer);
      FuzzServer.expect(200, server.get("/sessions/" + session));
      FuzzServer.expect(200, server.importing(server.export(session)));
    } else {
      assertEquals(before, server.rows());
    }
  }

  @Provide
  static Arbitrary<String> bodies() {
    return Mutation.of(
        List.of(
            body(
                """
                {"type":"text","text":"hello","annotations":{"audience":["user"]}},
                {"type":"image","data":"QQ==","mimeType":"image/png"}"""),
            body(
                """
                {"type":"toolResponse","id":"c","toolResult":{"status":"success",
                "value":{"content":[{"type":"text","text":"r"}],"isError":false}}},
                {"type":"toolRequest","id":"c","toolCall":{"status":"success",
                "value":{"name":"n","arguments":{"a":1}}}}"""),
            body(
                """
                {"type":"thinking","thinking":"t","signature":"s"},{"type":"reasoning","text":"o"},
                {"type":"systemNotification","notificationType":"inlineMessage","msg":"m"},
                {"type":"toolConfirmationRequest","id":"i","toolName":"t","arguments":{}}"""),
            body(
                """
                {"type":"actionRequired","data":{"actionType":"elicitationResponse","id":"e",
                "user_data":{"a":1}}}"""),
            body("{\"type\":\"text\",\"text\":\"again\"}")
                .replace(
                    "\"recipe_name\":null",
                    """
                    "override_conversation":[{"role":"user","created":1,
                    "content":[{"type":"text","text":"once"}],
                    "metadata":{"userVisible":true,"agentVisible":true}}]""")));
  }

  private static String body(String content) {
    return """
        {"session_id":"SESSION","recipe_name":null,"user_message":{"id":null,"role":"user",
        "created":1772359200,"content":[%s],
        "metadata":{"userVisible":true,"agentVisible":true}}}"""
        .formatted(content);
  }
}
