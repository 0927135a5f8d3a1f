package dev.gander.adapters.persistence.providers;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderId;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Custom providers by their ids in one map, which several servers may share.
public final class StoredCustomProviders implements CustomProviders {
  private static final System.Logger LOG = System.getLogger(StoredCustomProviders.class.getName());

  private final StoredMap map;
  private final Set<String> engines;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /// @param engines the installed engines; a provider that names another one cannot be used
  public StoredCustomProviders(StoredMap map, Set<String> engines) {
    this.map = map;
    this.engines = Set.copyOf(engines);
  }

  @Override
  public List<ProviderDeclaration> all() {
    return map.read().members().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> readable(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private Optional<ProviderDeclaration> readable(String id, Json stored) {
    try {
      return Optional.of(read(id, stored));
    } catch (StorageException e) {
      if (warned.add(e.text())) {
        LOG.log(Level.WARNING, "{0}; this provider is left out until it is mended", e.text());
      }
      return Optional.empty();
    }
  }

  private ProviderDeclaration read(String id, Json stored) {
    try {
      ProviderDeclaration read = ProviderDeclaration.read(stored);
      read.dialect().engine().requireOneOf(engines);
      return read;
    } catch (InvalidInput e) {
      throw new StorageException("The custom provider " + id + " is broken: " + e.unquoted(), e);
    }
  }

  @Override
  public Optional<ProviderDeclaration> find(String id) {
    return ProviderId.isValid(id)
        ? Optional.ofNullable(map.read().get(id)).map(stored -> read(id, stored))
        : Optional.empty();
  }

  @Override
  public ProviderDeclaration add(String base, Function<String, ProviderDeclaration> make) {
    AtomicReference<@Nullable ProviderDeclaration> made = new AtomicReference<>();
    map.edit(
        all -> {
          String id =
              Stream.concat(Stream.of(base), numbered(base))
                  .filter(free -> !all.has(free))
                  .findFirst()
                  .orElseThrow();
          ProviderDeclaration declaration = make.apply(id);
          made.set(declaration);
          return all.with(id, declaration.toJson());
        });
    return Objects.requireNonNull(made.get());
  }

  private static Stream<String> numbered(String base) {
    return IntStream.iterate(1, number -> number + 1).mapToObj(number -> base + "_" + number);
  }

  @Override
  public Optional<ProviderDeclaration> change(
      String id, UnaryOperator<ProviderDeclaration> change) {
    if (!ProviderId.isValid(id)) {
      return Optional.empty();
    }
    AtomicReference<@Nullable ProviderDeclaration> changed = new AtomicReference<>();
    map.edit(
        all -> {
          changed.set(null);
          Json stored = all.get(id);
          return stored == null ? all : changed(all, id, change.apply(read(id, stored)), changed);
        });
    return Optional.ofNullable(changed.get());
  }

  private static JsonObject changed(
      JsonObject all,
      String id,
      ProviderDeclaration declaration,
      AtomicReference<@Nullable ProviderDeclaration> changed) {
    changed.set(declaration);
    return all.with(id, declaration.toJson());
  }

  @Override
  public boolean remove(String id) {
    AtomicBoolean existed = new AtomicBoolean();
    map.edit(
        all -> {
          existed.set(all.has(id));
          return all.without(Set.of(id));
        });
    return existed.get();
  }
}
