package dev.gander.bootstrap.plugins;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.TokenCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/// All providers with code behind them: the program's own, those that an embedding program hands
/// in, and plug-ins, which get the names that are left.
public record InstalledProviders(List<ProviderFactory> factories) {
  public InstalledProviders {
    factories = List.copyOf(factories);
  }

  /// @param handedIn by the embedding program
  /// @param local runs models on this machine
  /// @param folders of plug-ins; need not exist
  /// @param patience the time limit for plug-in calls that should return at once
  /// @throws IllegalStateException if a name is handed in that another provider has
  public static InstalledProviders of(
      List<ProviderFactory> handedIn,
      Optional<ProviderFactory> local,
      List<Path> folders,
      Duration patience) {
    List<ProviderFactory> all = own();
    handedIn.forEach(factory -> addNew(factory, all));
    local.ifPresent(all::add);
    List<ProviderFactory> before = List.copyOf(all);
    List<TokenCache> caches =
        before.stream().flatMap(factory -> factory.tokenCache().stream()).toList();
    all.addAll(Plugins.in(folders, name -> isTaken(name, before), caches, patience));
    return new InstalledProviders(all);
  }

  private static List<ProviderFactory> own() {
    List<ProviderFactory> own =
        ServiceLoader.load(ProviderFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toCollection(ArrayList::new));
    if (own.isEmpty()) {
      throw new IllegalStateException(
          "no provider is found: whoever merges Gander's jars into one has to merge their"
              + " META-INF/services too");
    }
    return own;
  }

  private static void addNew(ProviderFactory factory, List<ProviderFactory> others) {
    if (isTaken(factory.name(), others)) {
      throw new IllegalStateException(
          "there is another provider called `"
              + factory.name()
              + "`; hand it in with another name");
    }
    others.add(factory);
  }

  /// A row of the table without code behind it is not taken: a plug-in may provide it.
  private static boolean isTaken(String name, List<ProviderFactory> others) {
    return others.stream().anyMatch(factory -> factory.name().equals(name))
        || ProviderTable.rows().stream()
            .anyMatch(row -> row.name().equals(name) && !(row instanceof BundledProvider.BuiltIn));
  }

  /// The names of those that can run providers which a user declares.
  public Set<String> engines() {
    return factories.stream()
        .filter(ProviderEngine.class::isInstance)
        .map(ProviderFactory::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
