package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The models behind the endpoints of workspaces, looked up once a minute at most. Any thread.
final class ServedModels {
  private static final System.Logger LOG = System.getLogger(ServedModels.class.getName());
  private static final Duration FRESH = Duration.ofMinutes(1);

  /// An endpoint may forward requests to another one, and that to a third.
  private static final int MOST_HOPS = 4;

  private record Key(URI workspace, String endpoint) {}

  private record Found(ServedModel served, Instant at) {}

  /// The place of one endpoint. With its lock, one thread asks for all.
  private static final class Place {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Found found;
  }

  private final Map<Key, Place> places = new ConcurrentHashMap<>();

  /// Falls back on the name when the workspace does not describe the endpoint.
  ServedModel find(String endpoint, ServiceClient client) throws InterruptedException {
    Key key = new Key(client.base(), endpoint);
    Place place = places.computeIfAbsent(key, _ -> new Place());
    place.lock.lockInterruptibly();
    try {
      Found known = place.found;
      Clock clock = client.environment().clock();
      if (known == null || known.at.plus(FRESH).isBefore(clock.instant())) {
        known = new Found(ask(endpoint, client), clock.instant());
        place.found = known;
      }
      return known.served;
    } finally {
      place.lock.unlock();
    }
  }

  private static ServedModel ask(String endpoint, ServiceClient client)
      throws InterruptedException {
    try {
      return follow(endpoint, client);
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "the workspace does not describe {0}: {1}", endpoint, e.display());
      return ServedModel.unknown(endpoint);
    }
  }

  private static ServedModel follow(String endpoint, ServiceClient client)
      throws InterruptedException {
    ServedModel.Description first = describe(endpoint, client);
    ServedModel.Description last = first;
    String reached = endpoint;
    Set<String> seen = new HashSet<>(Set.of(endpoint));
    for (int hop = 1; hop < MOST_HOPS; hop++) {
      Optional<String> next = last.next().filter(seen::add);
      if (next.isEmpty()) {
        break;
      }
      reached = next.get();
      last = describe(reached, client);
    }
    String model = last.upstream().orElse(reached);
    return new ServedModel(endpoint, model.equals(endpoint) ? null : model, first.listsResponses());
  }

  private static ServedModel.Description describe(String endpoint, ServiceClient client)
      throws InterruptedException {
    JsonObject answer = client.get("api/2.0/serving-endpoints/" + Endpoint.segment(endpoint));
    if (answer.text("name").isEmpty()) {
      throw new ProviderException.RequestFailed(
          "the description of the endpoint has no name", null);
    }
    return new ServedModel.Description(answer);
  }
}
