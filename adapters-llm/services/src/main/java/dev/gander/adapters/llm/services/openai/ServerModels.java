package dev.gander.adapters.llm.services.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.openai.ModelList;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.service.ServiceClient;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// The models of an OpenAI-compatible server. Servers that run models themselves report the context
/// size that each was started with: `{"data": [{"id", "meta": {"n_ctx"}}, …]}` (goosed 1.39). Any
/// thread.
final class ServerModels implements ModelList {
  private static final System.Logger LOG = System.getLogger(ServerModels.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String path;
  private final Map<String, OptionalInt> told = new ConcurrentHashMap<>();

  ServerModels(String path) {
    this.path = path;
  }

  @Override
  public List<String> fetch(ServiceClient client) throws InterruptedException {
    return OpenAiModelList.fetch(client, path);
  }

  /// A server that cannot be reached is asked again next time.
  @Override
  public OptionalInt contextLimit(String model, ServiceClient client) throws InterruptedException {
    OptionalInt known = told.get(model);
    if (known != null) {
      return known;
    }
    OptionalInt limit = OptionalInt.empty();
    try {
      limit = read(client.within(PATIENCE).get(path), model);
    } catch (ProviderException.NetworkError | ProviderException.ServerError e) {
      LOG.log(Level.DEBUG, "the server does not describe its models now: {0}", e.display());
      return limit;
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "the server does not describe its models: {0}", e.display());
    }
    told.put(model, limit);
    return limit;
  }

  /// If a server has only one model, that one counts, whatever it is called.
  private static OptionalInt read(JsonObject answer, String model) {
    List<JsonObject> models =
        answer.array("data").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
    return models.stream()
        .filter(it -> models.size() == 1 || it.text("id").equals(Optional.of(model)))
        .flatMap(it -> it.object("meta").stream())
        .mapToInt(ServerModels::context)
        .filter(limit -> limit > 0)
        .findFirst();
  }

  private static int context(JsonObject meta) {
    return meta.get("n_ctx") instanceof JsonNumber number && number.integer().isPresent()
        ? Math.clamp(number.integer().getAsLong(), 0, Integer.MAX_VALUE)
        : 0;
  }
}
