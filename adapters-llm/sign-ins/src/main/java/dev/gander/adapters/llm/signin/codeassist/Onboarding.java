package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.oauth.OAuthHttp;
import dev.gander.provider.kit.ClientEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the project that the service keeps for an account. For an account without one it has a
/// project created, which takes a moment.
///
/// @param calls with the token of the account
record Onboarding(String api, OAuthHttp calls, ClientEnvironment.Sleeper sleeper) {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final int MOST_QUESTIONS = 30;
  private static final String USUAL_TIER = "free-tier";
  private static final JsonObject PROGRAM =
      JsonObject.builder()
          .put("ideType", "IDE_UNSPECIFIED")
          .put("platform", "PLATFORM_UNSPECIFIED")
          .put("pluginType", "GEMINI")
          .build();

  /// @throws ProviderException if the account gets no project
  String project() throws InterruptedException {
    JsonObject known = ask("loadCodeAssist", JsonObject.of("metadata", PROGRAM));
    Optional<String> project = project(known);
    return project.isPresent() ? project.get() : made(tier(known));
  }

  private String made(String tier) throws InterruptedException {
    JsonObject wish = JsonObject.builder().put("tierId", tier).put("metadata", PROGRAM).build();
    for (int question = 0; question < MOST_QUESTIONS; question++) {
      if (question > 0) {
        sleeper.sleep(INTERVAL);
      }
      JsonObject answer = ask("onboardUser", wish);
      if (answer.get("done") instanceof JsonBool done && done.value()) {
        return answer
            .object("response")
            .flatMap(Onboarding::project)
            .orElseThrow(() -> failed("Google made no project for this account"));
      }
    }
    throw failed("Google has not made a project for this account in time; try again later");
  }

  private static ProviderException failed(String text) {
    return new ProviderException.RequestFailed(text, null);
  }

  private JsonObject ask(String method, JsonObject question) throws InterruptedException {
    return calls.postJson(URI.create(api + "/v1internal:" + method), question).orFail().body();
  }

  /// By its id, or as an object that contains one.
  private static Optional<String> project(JsonObject answer) {
    Optional<String> id =
        switch (answer.get("cloudaicompanionProject")) {
          case JsonString(String text) -> Optional.of(text);
          case JsonObject project -> project.text("id");
          case null, default -> Optional.empty();
        };
    return id.filter(text -> !text.isBlank());
  }

  private static String tier(JsonObject known) {
    List<JsonObject> allowed =
        Stream.of(known.array("allowedTiers").orElse(JsonArray.EMPTY))
            .flatMap(tiers -> tiers.items().stream())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
    return allowed.stream()
        .filter(tier -> Json.of(true).equals(tier.get("isDefault")))
        .findFirst()
        .flatMap(tier -> tier.text("id"))
        .orElse(USUAL_TIER);
  }
}
