package dev.gander.adapters.llm.signin.copilot;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One server plays GitHub and Copilot.
abstract class CopilotTest extends ServiceTest {
  static final TokenFile FILE = new TokenFile(CopilotProviderFactory.TOKENS, "info.json");

  final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  final List<Duration> pauses = new ArrayList<>();
  final Visitor visitor = Visitor.comingBackWith();

  final void keep(String token, String end) {
    caches.keep(
        FILE,
        JsonObject.builder()
            .put("expires_at", end)
            .put("info", info(token, service.url() + "/api", 1500))
            .build());
  }

  static JsonObject info(String token, String api, int refreshIn) {
    return JsonObject.builder()
        .put("token", token)
        .put("expires_at", 1_800_000_000)
        .put("refresh_in", refreshIn)
        .put("endpoints", JsonObject.of("api", Json.of(api)))
        .put("sku", "pro")
        .build();
  }

  final String exchange(String token) {
    return JsonText.write(info(token, service.url() + "/api", 1500));
  }

  final Provider provider(TestSettings settings) {
    return new CopilotProviderFactory(_ -> host())
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)),
            visitor::open);
  }

  final CopilotHost host() {
    return new CopilotHost(
        URI.create(service.url() + "/login/device/code"),
        URI.create(service.url() + "/login/oauth/access_token"),
        URI.create(service.url() + "/copilot_internal/v2/token"),
        FILE);
  }

  final Provider signedIn() {
    return provider(TestSettings.of("GITHUB_COPILOT_TOKEN", "gh-s3cret"));
  }
}
