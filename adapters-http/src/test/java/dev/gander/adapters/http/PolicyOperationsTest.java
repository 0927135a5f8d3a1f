package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/gander/v1/policy/check`.
class PolicyOperationsTest {
  private static final String PATH = "/gander/v1/policy/check";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void withoutAFileEverythingIsAllowed() {
    assertEquals(
        JsonText.parse(
            "{\"policy\":\"absent\",\"verdict\":\"allow\",\"rule\":null,\"problem\":null,\"steps\":[]}"),
        object(post("{\"command\":\"rm -rf /\"}")));
  }

  @Test
  void aCommandIsTakenApart() {
    rules(
        "{\"otherwise\":\"allow\",\"deny\":[{\"command\":\"ls\"},{\"name\":\"n\",\"command\":\"rm *\"}]}");

    assertEquals(
        JsonText.parse(
            """
            {"policy":"valid","verdict":"deny",
             "rule":{"list":"deny","position":2,"name":"n","reason":null},"problem":null,
             "steps":[{"text":"date","verdict":"allow","rule":null,"why":""},
                      {"text":"sh -c rm x","verdict":"allow","rule":null,"why":"does nothing by itself"},
                      {"text":"rm x","verdict":"deny","why":"",
                       "rule":{"list":"deny","position":2,"name":"n","reason":null}}]}
            """),
        object(post("{\"command\":\"date; sh -c 'rm x'\",\"folder\":\"/srv\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"tool":"box__send","arguments":{"to":"me"}} | allow
          {"tool":"box__send","arguments":{"to":"you"}} | ask
          {"tool":"send","extension":"box","arguments":{"to":"me"}} | allow
          {"tool":"send","arguments":{"to":"me"}} | ask
          {"tool":"box__read","arguments":{"path":"src/a"},"folder":"/srv"} | allow
          {"tool":"box__read","arguments":{"path":"../a"},"folder":"/srv"} | ask
          {"tool":"box__read","arguments":{"path":"src/a","command":1},"folder":"/srv"} | allow
          """)
  void aCallOfAToolIsLookedAtAsAWhole(String question, String verdict) {
    rules(
        """
        {"allow":[{"extension":"box","tool":"send","arguments":{"to":"me"}},
                  {"tool":"read","path":"./**"}]}
        """);

    assertEquals(verdict, object(post(question)).text("verdict").orElseThrow());
  }

  @Test
  void anOperatorNamesMoreShells() {
    rules("{\"otherwise\":\"allow\",\"shells\":\"box__run*\",\"deny\":[{\"command\":\"rm *\"}]}");

    String rm = "\"arguments\":{\"command\":\"ls; rm x\"}}";
    assertEquals("deny", verdict("{\"tool\":\"box__run_it\"," + rm));
    assertEquals("deny", verdict("{\"tool\":\"shell\"," + rm));
    assertEquals("deny", verdict("{\"tool\":\"other__shell\"," + rm));
    assertEquals("allow", verdict("{\"tool\":\"box__note\"," + rm));
  }

  private String verdict(String question) {
    return object(post(question)).text("verdict").orElseThrow();
  }

  @Test
  void aBrokenFileDeniesEverything() {
    rules("{\"dney\":[]}");

    var answer = object(post("{\"tool\":\"x\"}"));

    assertEquals("broken", answer.text("policy").orElseThrow());
    assertEquals("deny", answer.text("verdict").orElseThrow());
    assertEquals("policy.yaml is broken", answer.text("problem").orElseThrow().split(":", 2)[0]);
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertEquals(400, post("{}").statusCode());
    assertEquals(422, post("{\"tool\":7}").statusCode());
    assertEquals(422, post("{\"command\":\"ls\",\"cwd\":\"/\"}").statusCode());
    assertEquals(422, post("{\"command\":[\"ls\"]}").statusCode());
    assertEquals(422, post("{\"tool\":\"x\",\"arguments\":\"y\"}").statusCode());
    assertEquals(400, post("{\"command\":\"ls\",\"folder\":\"relative\"}").statusCode());
    assertEquals(400, post("{\"command\":\"ls\",\"folder\":\"/a\\u0000b\"}").statusCode());
  }

  private HttpResponse<String> post(String json) {
    return api.server.post(PATH, json);
  }

  private void rules(String json) {
    api.backend.policy.write(JsonText.parse(json));
  }
}
