package dev.gander.testkit.store;

import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Custom providers in memory. Thread-safe.
public final class InMemoryCustomProviders implements CustomProviders {
  private final TreeMap<String, ProviderDeclaration> byId = new TreeMap<>();

  @Override
  public synchronized List<ProviderDeclaration> all() {
    return List.copyOf(byId.values());
  }

  @Override
  public synchronized Optional<ProviderDeclaration> find(String id) {
    return ProviderId.isValid(id) ? Optional.ofNullable(byId.get(id)) : Optional.empty();
  }

  @Override
  public synchronized ProviderDeclaration add(
      String base, Function<String, ProviderDeclaration> make) {
    String id = base;
    for (int number = 1; byId.containsKey(id); number++) {
      id = base + "_" + number;
    }
    ProviderDeclaration made = make.apply(id);
    byId.put(id, made);
    return made;
  }

  @Override
  public synchronized Optional<ProviderDeclaration> change(
      String id, UnaryOperator<ProviderDeclaration> change) {
    Optional<ProviderDeclaration> changed = find(id).map(change);
    changed.ifPresent(declaration -> byId.put(id, declaration));
    return changed;
  }

  @Override
  public synchronized boolean remove(String id) {
    return byId.remove(id) != null;
  }
}
