package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the user says for the names in a session's recipe, and what a client's app asks its model.
class RecipeOfSessionTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void valuesCompleteTheRecipeForTheAgent() throws Exception {
    SessionId id = withRecipe("\"Greet {{ who }}.\"");

    HttpResponse<String> answer =
        values(id, "{\"who\":\"Ada \\\"L\\\"\\n: {{ who }}\",\"more\":\"\"}");

    String greeting = "Greet Ada \"L\"\n: {{ who }}.";
    assertEquals(greeting, object(answer).object("recipe").get().text("instructions").get());
    assertEquals(
        Map.of("who", "Ada \"L\"\n: {{ who }}", "more", ""),
        api.backend.sessions.get(id).recipe().values());
    assertTrue(systemPrompt(id).contains(greeting));
  }

  @Test
  void tooFewValuesChangeNothing() throws Exception {
    SessionId id = withRecipe("\"Greet {{ who }}.\"");

    assertError(400, "Missing required parameters", values(id, "{\"other\":\"x\"}"));

    assertNull(api.backend.sessions.get(id).recipe().values());
    assertFalse(systemPrompt(id).contains("Greet"));
  }

  @Test
  void withoutRecipeOrSessionThereIsNothingToComplete() {
    SessionId id = new SessionId(api.session());

    assertError(404, "Recipe not found", values(id, "{}"));
    assertEquals(404, values(new SessionId("nope"), "{}").statusCode());
    assertNull(api.backend.sessions.get(id).recipe().values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"user_recipe_values\":{}}",
        "{\"userRecipeValues\":null}",
        "{\"userRecipeValues\":[]}",
        "{\"userRecipeValues\":{\"who\":5}}",
        "{\"userRecipeValues\":{\"who\":null}}"
      })
  void valuesAreTexts(String body) {
    SessionId id = withRecipe("\"Greet {{ who }}.\"");

    assertEquals(422, api.put("/sessions/" + id + "/user_recipe_values", body).statusCode());
    assertNull(api.backend.sessions.get(id).recipe().values());
  }

  @Test
  void anAppAsksTheModelOfItsSessionAndLeavesNoTrace() {
    String id = withModel();
    api.backend.model.plays(voice -> voice.says("done"));

    JsonObject answer =
        object(
            sample(
                id,
                """
                {"messages":[{"role":"user","content":{"type":"text","text":"hi"}},
                  {"role":"assistant","content":[{"type":"text","text":"a"},{"type":"audio"}]}],
                 "systemPrompt":"Be brief.","maxTokens":9,"modelPreferences":{"hints":[]}}"""));

    assertEquals(
        "{\"model\":\"small\",\"stopReason\":\"endTurn\",\"role\":\"assistant\","
            + "\"content\":{\"type\":\"text\",\"text\":\"done\"}}",
        JsonText.write(answer));
    assertEquals(List.of(), api.backend.conversations.messages(new SessionId(id)));
    assertNull(api.backend.sessions.get(new SessionId(id)).tokens().usage().total());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[]}",
        "{\"maxTokens\":1}",
        "{\"messages\":{},\"maxTokens\":1}",
        "{\"messages\":[{\"role\":\"system\",\"content\":[]}],\"maxTokens\":1}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"text\"}],\"maxTokens\":1}",
        "{\"messages\":[{\"role\":\"user\",\"content\":{\"type\":\"text\"}}],\"maxTokens\":1}",
        "{\"messages\":[],\"maxTokens\":-1}",
        "{\"messages\":[],\"maxTokens\":4294967296}",
        "{\"messages\":[],\"maxTokens\":1,\"systemPrompt\":5}"
      })
  void aQuestionOfAnotherShapeIsRefused(String body) {
    assertEquals(422, sample(withModel(), body).statusCode());
  }

  @Test
  void withoutSessionOrModelThereIsNoAnswer() {
    String body = "{\"messages\":[],\"maxTokens\":1}";
    assertError(404, "Session not found: nope", sample("nope", body));
    assertError(500, "no model is set up for this session", sample(api.session(), body));
  }

  private SessionId withRecipe(String instructions) {
    SessionId id = new SessionId(api.session());
    Json recipe =
        JsonText.parse(
            """
            {"version":"1.0.0","title":"Greet","description":"d","instructions":%s,
             "parameters":[{"key":"who","input_type":"string","requirement":"required",
               "description":"x"}]}"""
                .formatted(instructions));
    api.backend.sessions.update(id, details -> details.withRecipe(AttachedRecipe.of(recipe)));
    return id;
  }

  /// What the model is told when something is said in the session.
  private String systemPrompt(SessionId id) {
    resume(id.value());
    api.server.post(
        "/reply", "{\"session_id\":\"" + id + "\",\"user_message\":" + TurnApi.MESSAGE + "}");
    return api.backend.model.requests().getLast().system();
  }

  private String withModel() {
    String id = api.session();
    resume(id);
    return id;
  }

  private void resume(String id) {
    object(
        api.server.post(
            "/agent/resume",
            "{\"session_id\":\"%s\",\"load_model_and_extensions\":true}".formatted(id)));
  }

  private HttpResponse<String> values(SessionId id, String values) {
    return api.put(
        "/sessions/" + id + "/user_recipe_values", "{\"userRecipeValues\":" + values + "}");
  }

  private HttpResponse<String> sample(String id, String body) {
    return api.server.post("/sessions/" + id + "/sampling/message", body);
  }
}
