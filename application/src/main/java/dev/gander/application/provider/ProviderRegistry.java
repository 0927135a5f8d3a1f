package dev.gander.application.provider;

import dev.gander.domain.provider.ProviderFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The kinds of model services that this server knows, by name.
public final class ProviderRegistry {
  private final Map<String, ProviderFactory> byName = new TreeMap<>();

  /// @throws IllegalStateException if two factories have one name; the message names both classes
  public ProviderRegistry(Collection<ProviderFactory> factories) {
    for (ProviderFactory factory : factories) {
      String name = factory.metadata().name();
      ProviderFactory other = byName.putIfAbsent(name, factory);
      if (other != null) {
        throw new IllegalStateException(
            "Provider '"
                + name
                + "' is there twice: "
                + other.getClass().getName()
                + " and "
                + factory.getClass().getName());
      }
    }
  }

  public Optional<ProviderFactory> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// All of them, sorted by name.
  public List<ProviderFactory> all() {
    return List.copyOf(byName.values());
  }
}
