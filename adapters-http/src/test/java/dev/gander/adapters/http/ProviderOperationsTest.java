package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/config/providers` and its kin.
class ProviderOperationsTest {
  private static final String CUSTOM =
      """
      {"engine": "openai", "display_name": "Mine", "api_url": "http://x", "api_key": "s3cret",
       "models": ["m"], "headers": {"H": "1"}}
      """;

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Mozilla/5.0 Goose/1.26.0 Chrome/138, ,     true
          Mozilla/5.0 Goose/1.34.9 Chrome/138, 1.39, true
          Mozilla/5.0 Goose/1.35.0 Chrome/138, 1.26, false
          Mozilla/5.0 Goose/2.1.0 Chrome/138,  1.26, false
          curl/8.5,                            1.26, true
          curl/8.5,                            v1.34.2, true
          curl/8.5,                            what, false
          goose-client/1.26.0,                 ,     false
          """)
  void olderClientsGetModelsAsNames(String agent, String setting, boolean names) {
    if (setting != null) {
      api.backend.settings.put("GOOSED_API_VERSION", Json.of(setting));
    }
    String models =
        api.server
            .send(
                api.server.request("/config/providers/scripted/models").header("user-agent", agent))
            .body();
    assertEquals(names, models.equals("[\"scripted\"]"), models);
  }

  @Test
  void aProviderIsTried() {
    JsonObject listed = object(api.server.post("/gander/v1/providers/scripted/try", "{}"));
    assertEquals(Json.of(true), listed.get("works"));
    assertEquals("[\"scripted\"]", listed.get("models").compact());

    api.backend.model.plays(voice -> voice.says("OK"));
    JsonObject asked =
        object(api.server.post("/gander/v1/providers/scripted/try", "{\"model\":\"small\"}"));
    assertEquals("OK", asked.text("answer").orElseThrow());

    assertEquals(400, api.server.post("/gander/v1/providers/nope/try", "{}").statusCode());
  }

  @Test
  void aVersionThatIsNoneCountsAsNotSaid() {
    api.backend.settings.put("GOOSED_API_VERSION", JsonArray.of(Json.of(1)));

    var models = api.server.get("/config/providers/scripted/models");

    assertEquals(200, models.statusCode(), models.body());
    assertTrue(models.body().startsWith("[{\"name\":"), models.body());
  }

  @Test
  void aProviderIsListedWithAllThatIsKnown() {
    String listed = api.server.get("/config/providers").body();
    assertEquals(1, listed.split("\"provider_type\":\"Builtin\",\"saved_model\"", -1).length - 1);
    assertEquals(3, listed.split("\"is_configured\":", -1).length - 1);
  }

  @Test
  void aCustomProviderIsMadeShownChangedAndRemovedWithoutItsKey() {
    HttpResponse<String> made = api.server.post("/config/custom-providers", CUSTOM);
    assertEquals(JsonObject.of("provider_name", Json.of("custom_mine")), object(made));
    JsonObject shown = object(api.server.get("/config/custom-providers/custom_mine"));
    assertEquals(Json.of(true), shown.get("is_editable"));
    assertFalse(shown.toString().contains("s3cret"));
    assertEquals(
        "\"Updated custom provider: custom_mine\"",
        api.put("/config/custom-providers/custom_mine", CUSTOM.replace("s3cret", "")).body());
    assertEquals(
        "\"Removed custom provider: custom_mine\"",
        api.server.delete("/config/custom-providers/custom_mine").body());
    assertError(
        404,
        "Provider not found: custom_mine",
        api.server.delete("/config/custom-providers/custom_mine"));
  }

  @Test
  void aClientOf126GetsTheIdInASentence() {
    var request =
        api.server
            .request("/config/custom-providers")
            .header("user-agent", "X Goose/1.26.2 Y")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(CUSTOM));
    assertEquals("\"Custom provider added - ID: custom_mine\"", api.server.send(request).body());
  }

  @Test
  void refusalsOfCustomProvidersSayWhyAndUnsafeIdsAreNotFound() {
    assertError(
        400,
        "Invalid provider type: foo",
        api.server.post("/config/custom-providers", CUSTOM.replace("openai", "foo")));
    assertError(
        404,
        "Custom provider '../x' not found: Invalid provider id: ../x",
        api.server.get("/config/custom-providers/..%2Fx"));
    assertEquals(404, api.put("/config/custom-providers/a%2Fb", CUSTOM).statusCode());
    assertEquals(
        422,
        api.server.post("/config/custom-providers", CUSTOM.replace("\"m\"", "1")).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter, OpenRouter, OPENROUTER_API_KEY",
    "tetrate, Tetrate, TETRATE_API_KEY",
    "nanogpt, NanoGPT, NANOGPT_API_KEY"
  })
  void aSignUpKeepsTheKeyAndDoesNotShowIt(String path, String service, String keyName) {
    api.backend.signUps.give("s3cret");

    assertEquals(
        JsonObject.of("success", Json.of(true))
            .with("message", Json.of(service + " setup completed successfully")),
        object(api.server.post("/handle_" + path, "")));
    assertEquals(Json.of("s3cret"), api.backend.secrets.find(keyName).orElseThrow());
  }

  @Test
  void aSignUpThatFailsIsAnAnswer() {
    api.backend.signUps.refuse();

    assertEquals(
        JsonObject.of("success", Json.of(false)).with("message", Json.of("Tetrate gives no key")),
        object(api.server.post("/handle_tetrate", "")));
  }

  @Test
  void aProviderIsCheckedAndChosen() {
    assertEmpty(api.server.post("/config/check_provider", "{\"provider\": \"scripted\"}"));
    assertEmpty(
        api.server.post(
            "/config/set_provider", "{\"provider\": \"scripted\", \"model\": \"large\"}"));
    assertEquals(
        "\"large\"",
        api.server.post("/config/read", "{\"key\":\"GOOSE_MODEL\",\"is_secret\":false}").body());
    assertError(
        400,
        "Failed to set provider to 'nope' with model 'x': Unknown provider: nope",
        api.server.post("/config/set_provider", "{\"provider\": \"nope\", \"model\": \"x\"}"));
  }

  @Test
  void aModelOfTheCatalogHasPricesByTheMillion() {
    api.backend.catalog.know("m", new Facts(1000, null, true, 2.0, 8.0, null, null));
    assertEquals(
        "{\"model_info\":{\"provider\":\"p\",\"model\":\"m\",\"context_limit\":1000,"
            + "\"max_output_tokens\":null,\"reasoning\":true,\"input_token_cost\":2.0,"
            + "\"output_token_cost\":8.0,\"cache_read_token_cost\":null,"
            + "\"cache_write_token_cost\":null,\"currency\":\"$\"},\"source\":\"canonical\"}",
        api.server
            .post("/config/canonical-model-info", "{\"provider\":\"p\",\"model\":\"m\"}")
            .body());
  }

  @Test
  void servicesThatAreProvidersAlreadyAreNotOffered() {
    for (String id : new String[] {"openai", "free-one"}) {
      api.backend.services.know(
          new ServiceCatalog.Service(id, "N", new Engine("openai"), "https://a", "", "K", 1),
          new ServiceCatalog.Model("m", "M", 7, true, false, true, false));
    }
    assertEquals(
        "[{\"id\":\"free-one\",\"name\":\"N\",\"format\":\"openai\",\"api_url\":\"https://a\","
            + "\"doc_url\":\"\",\"env_var\":\"K\",\"model_count\":1}]",
        api.server.get("/config/provider-catalog").body());
    assertEquals(
        "{\"id\":\"openai\",\"name\":\"N\",\"format\":\"openai\",\"api_url\":\"https://a\","
            + "\"doc_url\":\"\",\"env_var\":\"K\",\"models\":[{\"id\":\"m\",\"name\":\"M\","
            + "\"context_limit\":7,\"capabilities\":{\"tool_call\":true,\"reasoning\":false,"
            + "\"attachment\":true,\"temperature\":false},\"deprecated\":false}],"
            + "\"supports_streaming\":true}",
        api.server.get("/config/provider-catalog/openai").body());
  }

  @Test
  void storedSecretsAreListedWithoutTheirValuesAndDeleted() {
    api.backend.tokens.keep(
        Backend.TOKENS, JsonObject.of("expires_at", Json.of("2001-02-03T04:05:06Z")));
    String listed = api.server.get("/config/provider-secrets").body();
    assertEquals(
        "{\"id\":\"provider_cache:kimi_code\",\"provider\":\"kimi_code\","
            + "\"provider_display_name\":\"kimi_code\",\"name\":\"OAuth token\","
            + "\"storage\":\"provider_cache\",\"expires_at\":\"2001-02-03T04:05:06Z\","
            + "\"status\":\"expired\",\"configured\":true,\"has_secret\":true,"
            + "\"can_delete\":true,\"can_configure\":false}]}",
        listed.substring(listed.indexOf("{\"id\":\"provider_cache:kimi_code")));
    assertEquals(
        "\"Deleted provider secret provider_cache:kimi_code\"",
        api.server.delete("/config/provider-secrets/provider_cache%3Akimi_code").body());
    assertError(
        400,
        "Invalid provider secret id: 'what'",
        api.server.delete("/config/provider-secrets/what"));
  }

  @Test
  void signingInIsRefusedWhereThereIsNoWayTo() {
    assertError(
        400, "Invalid provider name: 'a b'", api.server.post("/config/providers/a%20b/oauth", ""));
    assertError(
        400,
        "OAuth configuration failed for provider 'scripted': Execution error:"
            + " OAuth configuration not supported by this provider",
        api.server.post("/config/providers/scripted/oauth", ""));
  }
}
