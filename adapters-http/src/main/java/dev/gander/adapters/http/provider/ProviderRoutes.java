package dev.gander.adapters.http.provider;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.ClientVersion;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.DetectProvider;
import dev.gander.application.api.provider.ListProviders;
import dev.gander.application.api.provider.ModelSettingsInvalid;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.application.api.provider.SignInFailed;
import dev.gander.application.api.provider.TryProvider;
import dev.gander.application.api.status.AssumedVersion;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.signin.SignInStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The providers, their models, and which one is in use.
public final class ProviderRoutes {
  private final UseCases.Providers use;
  private final AssumedVersion assumed;

  public ProviderRoutes(UseCases.Providers use, AssumedVersion assumed) {
    this.use = use;
    this.assumed = assumed;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("providers", "/config/providers", _ -> providers()),
        Route.get("get_provider_models", "/config/providers/{name}/models", this::models),
        Route.post(
            "get_provider_model_info", "/config/providers/{name}/model-info", this::modelInfo),
        Route.post("cleanup_provider_cache", "/config/providers/{name}/cleanup", this::cleanUp),
        Route.post("configure_provider_oauth", "/config/providers/{name}/oauth", this::signIn),
        Route.post("check_provider", "/config/check_provider", this::check),
        Route.post("try_provider", "/gander/v1/providers/{name}/try", this::attempt),
        Route.get("get_sign_in_step", "/gander/v1/providers/{name}/sign-in", this::signInStep),
        Route.post("set_config_provider", "/config/set_provider", this::set),
        Route.post("detect_provider", "/config/detect-provider", this::detect));
  }

  private Answer providers() {
    return Answer.json(JsonArray.of(use.list().list(), ProviderRoutes::listed));
  }

  private static JsonObject listed(ListProviders.Listed provider) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", provider.metadata().name())
            .put("metadata", provider.metadata().toJson())
            .put("is_configured", provider.isConfigured())
            .put("provider_type", provider.metadata().type().wireName());
    provider.savedModel().ifPresent(model -> json.put("saved_model", model));
    return json.build();
  }

  /// Names up to 1.34, objects from 1.35 on.
  private Answer models(Call call) throws InterruptedException {
    List<ModelInfo> models = use.models().list(call.path("name"));
    return ClientVersion.of(call, assumed.get()).isBefore(1, 35)
        ? Answer.json(JsonArray.ofTexts(models.stream().map(ModelInfo::name).toList()))
        : Answer.json(JsonArray.of(models, ModelInfo::toJson));
  }

  private Answer modelInfo(Call call) throws InterruptedException {
    String model = call.body(fields -> fields.text("model"));
    try {
      return Answer.json(use.describeModel().describe(call.path("name"), model).toJson());
    } catch (ModelSettingsInvalid e) {
      throw new Refusal(500, "Model configuration error: " + e.text(), e);
    }
  }

  private Answer cleanUp(Call call) {
    String name = call.path("name");
    use.cleanUp().cleanUp(name);
    return Answer.json(Json.of("Cleaned up provider cache: " + name));
  }

  private Answer signIn(Call call) throws InterruptedException {
    String name = call.path("name");
    try {
      use.signIn().signIn(name);
    } catch (ProviderNotMade e) {
      throw new Refusal(400, "Failed to create provider '" + name + "': " + e.reason(), e);
    } catch (SignInFailed e) {
      throw new Refusal(
          400, "OAuth configuration failed for provider '" + name + "': " + e.reason(), e);
    }
    return Answer.json(Json.of("OAuth configuration completed"));
  }

  private Answer check(Call call) {
    String provider = call.body(fields -> fields.text("provider"));
    try {
      use.check().check(provider);
    } catch (ProviderNotMade e) {
      throw new Refusal(400, "Provider '" + provider + "' check failed: " + e.reason(), e);
    }
    return Answer.empty();
  }

  private Answer attempt(Call call) throws InterruptedException {
    @Nullable String model = call.body(fields -> fields.optionalText("model"));
    TryProvider.Finding found = use.attempt().attempt(call.path("name"), model);
    return Answer.json(
        JsonObject.builder()
            .put("works", found.works())
            .putOrNull("problem", found.problem())
            .putOrNull(
                "models", found.offered() == null ? null : JsonArray.ofTexts(found.offered()))
            .putOrNull("answer", found.answer())
            .put("milliseconds", found.took().toMillis())
            .build());
  }

  private Answer signInStep(Call call) {
    Optional<SignInStep> step = use.signInStep().get(call.path("name"));
    return Answer.json(
        JsonObject.builder()
            .putOrNull("page", step.map(it -> it.page().toString()).orElse(null))
            .putOrNull("code", step.map(SignInStep::code).orElse(null))
            .build());
  }

  private record Choice(String provider, String model) {
    static Choice read(JsonFields fields) {
      return new Choice(fields.text("provider"), fields.text("model"));
    }
  }

  private Answer set(Call call) {
    Choice choice = call.body(Choice::read);
    try {
      use.set().set(choice.provider(), choice.model());
    } catch (ProviderNotMade e) {
      String wanted = "'" + choice.provider() + "' with model '" + choice.model() + "'";
      throw new Refusal(400, "Failed to set provider to " + wanted + ": " + e.reason(), e);
    }
    return Answer.empty();
  }

  private Answer detect(Call call) throws InterruptedException {
    DetectProvider.Detected found =
        use.detect()
            .detect(call.body(fields -> fields.text("api_key")))
            .orElseThrow(
                () -> new Refusal(404, "Could not detect provider from the provided API key"));
    return Answer.json(
        JsonObject.of("provider_name", Json.of(found.provider()))
            .with("models", JsonArray.ofTexts(found.models())));
  }
}
