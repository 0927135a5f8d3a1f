package dev.gander.adapters.llm.litellm;

import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the proxy says of its models, asked once for as long as the provider lives. Any thread.
final class LiteLlmModels {
  private static final System.Logger LOG = System.getLogger(LiteLlmModels.class.getName());

  private final ReentrantLock lock = new ReentrantLock();

  /// Whether each model keeps a marked prompt; null as long as nobody has asked.
  private @Nullable Map<String, Boolean> caching;

  /// Whether the proxy did not say; it is not asked again before every turn.
  private volatile boolean silent;

  /// The models in the proxy's order, but for patterns that stand for many.
  ///
  /// @throws ProviderException if the proxy does not say
  List<String> names(ServiceClient client) throws InterruptedException {
    return List.copyOf(known(client).keySet());
  }

  /// Whether a model keeps a marked prompt. Of one that the proxy does not speak of the name tells.
  boolean isPromptKeptBy(String model, ServiceClient client) throws InterruptedException {
    boolean guess = model.contains("claude");
    if (silent) {
      return guess;
    }
    try {
      return known(client).getOrDefault(model, guess);
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "the proxy does not describe its models: {0}", e.display());
      silent = true;
      return guess;
    }
  }

  private Map<String, Boolean> known(ServiceClient client) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Map<String, Boolean> known = caching;
      if (known == null) {
        known = fetch(client);
        caching = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, Boolean> fetch(ServiceClient client) throws InterruptedException {
    Map<String, Boolean> models = new LinkedHashMap<>();
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
                name(model).ifPresent(name -> models.putIfAbsent(name, keepsPrompts(model)));
              }
            });
    return models;
  }

  private static Optional<String> name(JsonObject model) {
    return model.text("model_name").filter(name -> !name.contains("/*"));
  }

  private static boolean keepsPrompts(JsonObject model) {
    return model
        .object("model_info")
        .filter(
            info -> info.get("supports_prompt_caching") instanceof JsonBool keeps && keeps.value())
        .isPresent();
  }
}
