package dev.gander.application.model;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Creates the provider described by a declaration, with the engine that implements its dialect.
record DeclaredProviderFactory(
    ProviderMetadata metadata, ProviderDeclaration declaration, ProviderEngine engine)
    implements ProviderFactory {

  static DeclaredProviderFactory of(
      ProviderDeclaration declaration, ProviderType type, ProviderEngine engine) {
    return new DeclaredProviderFactory(
        declaration.metadata(type, engine.metadata()), declaration, engine);
  }

  @Override
  public boolean showsAllModels() {
    return declaration.models().showsAll();
  }

  /// The limit that the user wrote into a declaration. The default does not count, since it is
  /// written whenever no limit is known; nor do the limits in the program's table, over which the
  /// catalog takes precedence.
  @Override
  public OptionalInt declaredLimit(String model) {
    OptionalInt written = metadata.listedLimit(model);
    return metadata.type().isDeclared()
            && written.orElse(ModelConfig.DEFAULT_CONTEXT_LIMIT)
                != ModelConfig.DEFAULT_CONTEXT_LIMIT
        ? written
        : OptionalInt.empty();
  }

  @Override
  public Provider create(ProviderSettings settings) {
    if (declaration.models().areFixed() && declaration.models().listed().isEmpty()) {
      throw new ProviderException.ExecutionError(
          "The provider "
              + declaration.name()
              + " has no models: list some, or let its service be asked (dynamic_models)",
          null);
    }
    ProviderDeclaration filled = declaration.filledIn(settings);
    settings.knownSecrets().addAll(filled.endpoint().headersOrNone().values());
    return new Declared(declaration, engine.create(filled, settings));
  }

  private record Declared(ProviderDeclaration declaration, Provider inner)
      implements ForwardingProvider {
    @Override
    public String name() {
      return declaration.name();
    }

    /// The service's list; the declaration's if it says so, or if the service has none.
    @Override
    public List<String> models() throws InterruptedException {
      List<String> declared = declaration.models().names();
      if (declaration.models().areFixed()) {
        return declared;
      }
      try {
        return inner.models();
      } catch (ProviderException.EndpointNotFound e) {
        if (declared.isEmpty()) {
          throw e;
        }
        return declared;
      }
    }

    @Override
    public @Nullable String fastModel() {
      return declaration.models().fast();
    }
  }
}
