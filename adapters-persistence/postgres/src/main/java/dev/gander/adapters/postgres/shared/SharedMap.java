package dev.gander.adapters.postgres.shared;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One map, as JSON.
final class SharedMap implements StoredMap {
  private static final System.Logger LOG = System.getLogger(SharedMap.class.getName());

  private final SharedMaps maps;
  private final String name;
  private final MapSeal seal;
  private final AtomicReference<@Nullable Parsed> last = new AtomicReference<>();
  private final AtomicReference<@Nullable String> told = new AtomicReference<>();

  SharedMap(SharedMaps maps, String name, MapSeal seal) {
    this.maps = maps;
    this.name = name;
    this.seal = seal;
  }

  /// @param content compared by identity: the same bytes are the same object
  @SuppressWarnings("ArrayRecordComponent") // Compared by identity.
  private record Parsed(byte[] content, JsonObject map) {}

  @Override
  public JsonObject read() {
    Optional<byte[]> content = maps.content(name);
    if (content.isEmpty()) {
      return JsonObject.EMPTY;
    }
    Parsed known = last.get();
    if (known == null || known.content() != content.get()) {
      known = new Parsed(content.get(), parsed(content.get()));
      last.set(known);
    }
    return known.map();
  }

  private JsonObject parsed(byte[] content) {
    try {
      return JsonFields.asObject(JsonText.parse(seal.open(name, content)));
    } catch (InvalidInput e) {
      throw new StorageException(problem(e.unquoted()), e);
    }
  }

  private String problem(String what) {
    return "What all servers share as `" + name + "` cannot be read: " + what;
  }

  @Override
  public Optional<JsonObject> readUnlessBroken() {
    try {
      return Optional.of(read());
    } catch (StorageException e) {
      if (!(e.getCause() instanceof InvalidInput)) {
        throw e;
      }
      if (!e.text().equals(told.getAndSet(e.text()))) {
        LOG.log(Level.WARNING, "{0}; it is left alone", e.text());
      }
      return Optional.empty();
    }
  }

  @Override
  public void edit(UnaryOperator<JsonObject> change) {
    maps.edit(
        name,
        stored -> {
          JsonObject before = stored.map(this::parsed).orElse(JsonObject.EMPTY);
          JsonObject after = change.apply(before);
          return after.equals(before)
              ? stored
              : Optional.of(seal.close(name, JsonText.bytes(after)));
        });
  }
}
