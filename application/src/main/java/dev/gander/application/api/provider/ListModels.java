package dev.gander.application.api.provider;

import dev.gander.application.model.DiscreetProvider;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lists the models that a service currently offers. Only usable models from the catalog are shown,
/// newest first; if there are none, all models are.
public final class ListModels {
  private final ProviderSetup setup;
  private final ModelCatalog catalog;
  private final TypedSettings typed;

  public ListModels(ProviderSetup setup, ModelCatalog catalog, TypedSettings typed) {
    this.setup = setup;
    this.catalog = catalog;
    this.typed = typed;
  }

  /// @throws dev.gander.domain.error.InvalidInput if there is no such provider or it is not set up
  /// @throws dev.gander.domain.error.ProviderException if the service cannot be queried
  public List<ModelInfo> list(String name) throws InterruptedException {
    ProviderFactory factory = setup.configured(name);
    ProviderSettings settings = setup.settings();
    List<Offered> offered =
        DiscreetProvider.of(() -> factory.create(settings), settings.knownSecrets())
            .models()
            .stream()
            .map(model -> new Offered(model, catalog.find(name, model)))
            .toList();
    return (factory.showsAllModels() ? offered : recommended(offered))
        .stream().map(model -> info(factory, model)).toList();
  }

  private record Offered(String name, Optional<Facts> facts) {
    /// Empty if unknown, so that models of unknown age come last.
    String released() {
      return facts.flatMap(known -> Optional.ofNullable(known.released())).orElse("");
    }
  }

  private List<Offered> recommended(List<Offered> offered) {
    boolean withoutTools = typed.truth("GOOSE_TOOLSHIM").orElse(false);
    List<Offered> useful =
        offered.stream()
            .filter(model -> model.facts().filter(it -> isUseful(it, withoutTools)).isPresent())
            .sorted(Comparator.comparing(Offered::released).reversed().thenComparing(Offered::name))
            .toList();
    return useful.isEmpty() ? offered : useful;
  }

  private static boolean isUseful(Facts facts, boolean withoutTools) {
    return facts.readsText() && (facts.callsTools() || withoutTools);
  }

  private static ModelInfo info(ProviderFactory factory, Offered model) {
    int limit =
        factory
            .declaredLimit(model.name())
            .orElseGet(
                () ->
                    model
                        .facts()
                        .flatMap(it -> Optional.ofNullable(it.contextLimit()))
                        .orElse(ModelConfig.DEFAULT_CONTEXT_LIMIT));
    return ModelInfo.of(model.name(), limit, model.facts().map(Facts::reasoning).orElse(false));
  }
}
