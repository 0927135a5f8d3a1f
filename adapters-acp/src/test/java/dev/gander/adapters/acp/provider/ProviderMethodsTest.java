package dev.gander.adapters.acp.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderMethodsTest {
  private final ScriptedProvider service = new ScriptedProvider("openai").offering("a", "b");
  private final GooseTalk talk = new GooseTalk(new AcpBackend(new KeyedEngine(service)));

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void aProviderIsSetUpAndForgotten() throws InterruptedException {
    assertEquals(Json.of(false), status("openai"));

    JsonObject saved =
        talk.result(
            "providers/config/save",
            "{'providerId': 'openai', 'fields': [{'key': 'OPENAI_API_KEY', 'value': 'sk-1234567890'}]}");

    assertEquals(
        GooseTalk.json("{'providerId': 'openai', 'isConfigured': true}"), saved.get("status"));
    assertEquals(
        GooseTalk.json(
            """
            [{'key': 'OPENAI_API_KEY', 'value': 'sk-1...890', 'isSet': true, 'isSecret': true,
              'required': true}]\
            """),
        talk.result("providers/config/read", "{'providerId': 'openai'}").get("fields"));

    talk.result("providers/config/delete", "{'providerId': 'openai'}");
    assertEquals(Json.of(false), status("openai"));
    assertFalse(talk.backend.secrets.names().contains("OPENAI_API_KEY"));
  }

  private Json status(String provider) throws InterruptedException {
    JsonArray statuses =
        talk.result("providers/config/status", "{'providerIds': ['%s']}".formatted(provider))
            .array("statuses")
            .orElseThrow();
    return ((JsonObject) statuses.items().getFirst()).members().get("isConfigured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          save         | 'fields': [{'key': 'NOPE', 'value': 'x'}]           | Unsupported provider config field: NOPE
          save         | 'fields': [{'key': 'OPENAI_API_KEY', 'value': ' '}] | Provider config field cannot be empty: OPENAI_API_KEY
          save         | 'more': 1                                           | missing field `fields`
          authenticate | 'more': 1                                           | Provider does not support native authentication: openai
          """)
  void whatCannotBeSetUpIsExplained(String method, String params, String problem)
      throws InterruptedException {
    assertEquals(
        "-32602: " + Json.of(problem).compact(),
        talk.error("providers/config/" + method, "{'providerId': 'openai', %s}".formatted(params)));
  }

  @Test
  void anUnknownProviderIsExplained() throws InterruptedException {
    for (String method : List.of("read", "delete", "authenticate")) {
      assertEquals(
          "-32602: \"Unknown provider: nobody\"",
          talk.error("providers/config/" + method, "{'providerId': 'nobody'}"));
    }
    assertEquals(
        "-32603: \"Unknown provider: nobody\"",
        talk.error("providers/supported-models/list", "{'providerId': 'nobody'}"));
    assertEquals(Json.of(false), status("nobody"));
    assertEquals(
        "-32602: \"Unknown catalog provider: nobody\"",
        talk.error("providers/catalog/template", "{'providerId': 'nobody'}"));
    assertEquals(
        "-32602: \"unknown provider format: magic\"",
        talk.error("providers/catalog/list", "{'format': 'magic'}"));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void modelsAreAskedForInTheBackground() throws InterruptedException {
    talk.backend.secrets.put("OPENAI_API_KEY", Json.of("k"));
    assertEquals(Json.of(true), entry().get("stale"));

    assertEquals(
        GooseTalk.json(
            """
            {'started': ['openai'], 'skipped': [
              {'providerId': 'nobody', 'reason': 'unknown_provider'}]}\
            """),
        talk.result("providers/inventory/refresh", "{'providerIds': ['openai', 'nobody']}"));

    while (entry().get("refreshing").equals(Json.of(true)) || !entry().has("lastUpdatedAt")) {
      Thread.onSpinWait();
    }
    assertEquals(Json.of(false), entry().get("stale"));
    assertEquals(
        List.of("a", "b"),
        entry().array("models").orElseThrow().items().stream()
            .map(model -> ((JsonObject) model).text("id").orElseThrow())
            .toList());
    assertEquals(
        GooseTalk.json("{'providerId': 'openai', 'models': ['a', 'b']}"),
        talk.result("providers/supported-models/list", "{'providerId': 'openai'}"));
  }

  private JsonObject entry() throws InterruptedException {
    return (JsonObject)
        talk.result("providers/list", "{'providerIds': ['openai']}")
            .array("entries")
            .orElseThrow()
            .items()
            .getFirst();
  }

  @Test
  void aProviderOfOnesOwnIsCreatedChangedAndDeleted() throws InterruptedException {
    String id = talk.result("providers/custom/create", custom("")).text("providerId").orElseThrow();

    assertEquals(
        GooseTalk.json(
            """
            {'provider': {'providerId': '%1$s', 'engine': 'openai_compatible',
              'displayName': 'My Own', 'apiUrl': 'http://localhost:1/v1', 'models': ['m1'],
              'headers': {'X-A': 'b'}, 'requiresAuth': true,
              'apiKeyEnv': 'CUSTOM_MY_OWN_API_KEY', 'apiKeySet': true,
              'preservesThinking': false}, 'editable': true,
             'status': {'providerId': '%1$s', 'isConfigured': true}}\
            """
                .formatted(id)),
        talk.result("providers/custom/read", "{'providerId': '%s'}".formatted(id)));

    talk.result(
        "providers/custom/update",
        custom("'providerId': '%s', ".formatted(id)).replace("m1", "m2").replace("'k'", "''"));
    assertTrue(
        talk.result("providers/custom/read", "{'providerId': '%s'}".formatted(id))
            .object("provider")
            .flatMap(provider -> provider.array("models"))
            .orElseThrow()
            .items()
            .contains(Json.of("m2")));

    talk.result("providers/custom/delete", "{'providerId': '%s'}".formatted(id));
    for (String method : List.of("read", "delete")) {
      assertEquals(
          "-32602: \"Unknown provider: %s\"".formatted(id),
          talk.error("providers/custom/" + method, "{'providerId': '%s'}".formatted(id)));
    }
  }

  private static String custom(String more) {
    return """
    {%s'engine': 'openai', 'displayName': 'My Own', 'apiUrl': 'http://localhost:1/v1',
     'apiKey': 'k', 'models': ['m1'], 'headers': {'X-A': 'b'}, 'requiresAuth': true}\
    """
        .formatted(more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'My Own'                | ' '         | displayName cannot be empty
          'http://localhost:1/v1' | ''          | apiUrl cannot be empty
          'http://localhost:1/v1' | 'nowhere'   | apiUrl must be a valid URL
          'http://localhost:1/v1' | 'ftp://a/b' | apiUrl must use HTTP or HTTPS
          'k'                     | ' '         | apiKey cannot be empty
          ['m1']                  | []          | models cannot be empty
          'X-A'                   | 'X A'       | Invalid header name: X A
          """)
  void whatCannotBeDeclaredIsExplained(String good, String bad, String problem)
      throws InterruptedException {
    assertEquals(
        "-32602: " + Json.of(problem).compact(),
        talk.error("providers/custom/create", custom("").replace(good, bad)));
  }

  /// Speaks for declared providers; needs a key.
  private record KeyedEngine(Provider provider) implements ProviderEngine {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          "openai",
          "OpenAI",
          "d",
          "m",
          null,
          List.of(),
          "",
          List.of(ConfigKey.secret("OPENAI_API_KEY")));
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }

    @Override
    public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
      return provider;
    }
  }

  @Test
  void publishedFactsOfAModelAreTold() throws InterruptedException {
    talk.backend.catalog.know(
        "small", new ModelCatalog.Facts(1000, null, true, 2.5, null, null, null));

    assertEquals(
        GooseTalk.json(
            """
            {'modelInfo': {'provider': 'scripted', 'model': 'small', 'contextLimit': 1000,
              'reasoning': true, 'inputTokenCost': 2.5, 'currency': '$'}}\
            """),
        talk.result(
            "providers/canonical-model-info", "{'provider': 'scripted', 'model': 'small'}"));
    assertEquals(
        JsonObject.EMPTY,
        talk.result("providers/canonical-model-info", "{'provider': 'scripted', 'model': 'nope'}"));
  }
}
