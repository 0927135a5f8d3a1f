package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The names of the secrets that providers are used with: of the table that ships with the program,
/// of those with their own code, and of those that the user has declared, who may add one at any
/// time. Thread-safe.
public final class ProviderKeys implements Supplier<Set<String>> {
  private final Collection<ProviderFactory> factories;
  private final Supplier<List<BundledProvider>> table;
  private final Supplier<List<ProviderDeclaration>> custom;
  private volatile @Nullable Set<String> installed;

  /// @param table read when first needed
  /// @param custom the current declarations of the user
  public ProviderKeys(
      Collection<ProviderFactory> factories,
      Supplier<List<BundledProvider>> table,
      Supplier<List<ProviderDeclaration>> custom) {
    this.factories = List.copyOf(factories);
    this.table = table;
    this.custom = custom;
  }

  /// The current names.
  @Override
  public Set<String> get() {
    Set<String> names = new HashSet<>(installed());
    custom.get().stream().flatMap(ProviderKeys::keys).forEach(names::add);
    return names;
  }

  /// Two threads may both find them at first, with the same result.
  private Set<String> installed() {
    Set<String> names = installed;
    if (names == null) {
      names = new HashSet<>();
      factories.stream()
          .flatMap(factory -> secrets(factory.metadata().configKeys()))
          .forEach(names::add);
      table.get().stream().flatMap(ProviderKeys::keys).forEach(names::add);
      installed = names;
    }
    return names;
  }

  private static Stream<String> keys(BundledProvider row) {
    return switch (row) {
      case BundledProvider.BuiltIn(var metadata) -> secrets(metadata.configKeys());
      case BundledProvider.BuiltInService(var metadata, var declaration) ->
          Stream.concat(secrets(metadata.configKeys()), keys(declaration));
      case BundledProvider.Declared(var declaration) -> keys(declaration);
    };
  }

  private static Stream<String> keys(ProviderDeclaration declaration) {
    return Stream.concat(
        Optional.of(declaration.key()).filter(ServiceKey::isNamed).map(ServiceKey::name).stream(),
        secrets(
            declaration.endpoint().variables().stream()
                .map(ServiceEndpoint.Variable::key)
                .toList()));
  }

  private static Stream<String> secrets(List<ConfigKey> keys) {
    return keys.stream().filter(ConfigKey::secret).map(ConfigKey::name);
  }
}
