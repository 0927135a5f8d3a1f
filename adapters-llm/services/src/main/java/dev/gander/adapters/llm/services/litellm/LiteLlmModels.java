package dev.gander.adapters.llm.services.litellm;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.openai.ModelList;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.FamilyName;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The proxy's description of its models, fetched once in the provider's lifetime. Any thread.
final class LiteLlmModels implements ModelList {
  private static final System.Logger LOG = System.getLogger(LiteLlmModels.class.getName());

  private final ReentrantLock lock = new ReentrantLock();

  /// @param keepsPrompts whether it caches a marked prompt
  /// @param context tokens; 0 if the proxy does not report it
  private record Described(boolean keepsPrompts, int context) {
    static Described read(JsonObject info) {
      return new Described(
          JsonBool.TRUE.equals(info.get("supports_prompt_caching")),
          info.get("max_input_tokens") instanceof JsonNumber number
              ? Math.clamp(number.integer().orElse(0), 0, Integer.MAX_VALUE)
              : 0);
    }
  }

  /// All models by name; null until first needed.
  private @Nullable Map<String, Described> described;

  /// Whether the proxy did not describe them; it is not asked again before every turn.
  private volatile boolean silent;

  /// The models in the proxy's order, except patterns that stand for many.
  ///
  /// @throws ProviderException if the proxy does not describe its models
  @Override
  public List<String> fetch(ServiceClient client) throws InterruptedException {
    return List.copyOf(known(client).keySet());
  }

  /// Whether a model caches a marked prompt. If the proxy does not describe it, its name decides.
  boolean isPromptKeptBy(String model, ServiceClient client) throws InterruptedException {
    return find(model, client)
        .map(Described::keepsPrompts)
        .orElse(FamilyName.contains(model, "claude"));
  }

  @Override
  public OptionalInt contextLimit(String model, ServiceClient client) throws InterruptedException {
    return find(model, client)
        .filter(it -> it.context() > 0)
        .map(it -> OptionalInt.of(it.context()))
        .orElse(OptionalInt.empty());
  }

  private Optional<Described> find(String model, ServiceClient client) throws InterruptedException {
    if (silent) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(known(client).get(model));
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "the proxy does not describe its models: {0}", e.display());
      silent = true;
      return Optional.empty();
    }
  }

  private Map<String, Described> known(ServiceClient client) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Map<String, Described> known = described;
      if (known == null) {
        known = describe(client);
        described = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, Described> describe(ServiceClient client) throws InterruptedException {
    Map<String, Described> models = new LinkedHashMap<>();
    client
        .get("model/info")
        .array("data")
        .orElseThrow(
            () ->
                new ProviderException.RequestFailed(
                    "The answer to model/info has no member `data`", null))
        .items()
        .forEach(
            item -> {
              if (item instanceof JsonObject model) {
                name(model).ifPresent(name -> models.putIfAbsent(name, described(model)));
              }
            });
    return models;
  }

  private static Optional<String> name(JsonObject model) {
    return model.text("model_name").filter(name -> !name.contains("/*"));
  }

  private static Described described(JsonObject model) {
    return Described.read(model.object("model_info").orElse(JsonObject.EMPTY));
  }
}
