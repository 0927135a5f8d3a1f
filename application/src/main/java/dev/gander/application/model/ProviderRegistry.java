package dev.gander.application.model;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The kinds of model services that this server knows, by name: those in the table that ships with
/// the program, those with their own code, and those that the user has declared. For a name with
/// several of these, the last one wins.
public final class ProviderRegistry {
  private final Map<String, ProviderFactory> installed = new TreeMap<>();
  private final SignIns signIns;
  private final Supplier<List<BundledProvider>> table;
  private final Supplier<List<ProviderDeclaration>> custom;
  private volatile @Nullable Map<String, ProviderFactory> known;

  /// @param table read when first needed
  /// @throws IllegalStateException if two factories have the same name, with both classes in the
  ///   message, or if they could reach each other's tokens
  public ProviderRegistry(
      Collection<ProviderFactory> factories,
      Supplier<List<BundledProvider>> table,
      CustomProviders custom) {
    this(factories, table, custom::all);
  }

  /// A registry without declarations.
  public ProviderRegistry(Collection<ProviderFactory> factories) {
    this(factories, List::of, List::<ProviderDeclaration>of);
  }

  private ProviderRegistry(
      Collection<ProviderFactory> factories,
      Supplier<List<BundledProvider>> table,
      Supplier<List<ProviderDeclaration>> custom) {
    this.table = table;
    this.custom = custom;
    for (ProviderFactory factory : factories) {
      String name = factory.name();
      ProviderFactory other = installed.putIfAbsent(name, factory);
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
    signIns = SignIns.of(installed.values());
  }

  /// The sign-ins of providers with their own code. A declaration that takes over such a provider's
  /// name does not take over its tokens.
  public SignIns signIns() {
    return signIns;
  }

  public Optional<ProviderFactory> find(String name) {
    return declared(name)
        .or(() -> Optional.ofNullable(installed.get(name)))
        .or(() -> Optional.ofNullable(known().get(name)));
  }

  /// All providers, sorted by name.
  public List<ProviderFactory> all() {
    Map<String, ProviderFactory> all = new TreeMap<>(known());
    for (ProviderDeclaration declaration : custom.get()) {
      custom(declaration).ifPresent(factory -> all.put(declaration.name(), factory));
    }
    return List.copyOf(all.values());
  }

  /// The declaration of a provider that ships with the program, if it is nothing but a declaration.
  public Optional<ProviderDeclaration> bundledDeclaration(String name) {
    return known().get(name) instanceof DeclaredProviderFactory factory
            && factory.metadata().type() == ProviderType.DECLARATIVE
        ? Optional.of(factory.declaration())
        : Optional.empty();
  }

  /// The declaration of a provider, if it has one.
  Optional<ProviderDeclaration> declaration(String name) {
    return find(name)
        .flatMap(
            factory ->
                factory instanceof DeclaredProviderFactory declared
                    ? Optional.of(declared.declaration())
                    : Optional.empty());
  }

  private Optional<ProviderFactory> declared(String name) {
    return custom.get().stream()
        .filter(declaration -> declaration.name().equals(name))
        .reduce((_, last) -> last)
        .flatMap(this::custom);
  }

  private Optional<ProviderFactory> custom(ProviderDeclaration declaration) {
    return engine(declaration.dialect().engine())
        .map(engine -> DeclaredProviderFactory.of(declaration, ProviderType.CUSTOM, engine));
  }

  /// The engine denoted by a client's word: see [Engine#isMeantBy].
  public Optional<ProviderEngine> engine(String word) {
    return installed.values().stream()
        .filter(ProviderEngine.class::isInstance)
        .map(ProviderEngine.class::cast)
        .filter(it -> new Engine(it.name()).isMeantBy(word))
        .findFirst();
  }

  /// The engine that implements a declaration's dialect; empty if it is not installed.
  public Optional<ProviderEngine> engine(Engine engine) {
    return installed.get(engine.name()) instanceof ProviderEngine able
        ? Optional.of(able)
        : Optional.empty();
  }

  /// The providers that ship with the program. Two threads may both read the table at first, with
  /// the same result.
  private Map<String, ProviderFactory> known() {
    Map<String, ProviderFactory> all = known;
    if (all == null) {
      all = new TreeMap<>();
      for (BundledProvider row : table.get()) {
        all.put(row.name(), factory(row));
      }
      all.putAll(installed);
      known = all;
    }
    return all;
  }

  private ProviderFactory factory(BundledProvider row) {
    return switch (row) {
      case BundledProvider.BuiltIn(var metadata) -> new UnbuiltProviderFactory(metadata);
      case BundledProvider.BuiltInService(var metadata, var declaration) ->
          new DeclaredProviderFactory(metadata, declaration, neededEngine(declaration));
      case BundledProvider.Declared(var declaration) ->
          DeclaredProviderFactory.of(
              declaration, ProviderType.DECLARATIVE, neededEngine(declaration));
    };
  }

  private ProviderEngine neededEngine(ProviderDeclaration declaration) {
    return engine(declaration.dialect().engine())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    declaration.name()
                        + " needs the engine "
                        + declaration.dialect().engine().name()
                        + ", which is not there"));
  }
}
