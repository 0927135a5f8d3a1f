package dev.gander.adapters.llm.catalog;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.ArrayList;
import java.util.List;

/// The services in the list that comes with the program. The list is small and rarely needed, so it
/// is read each time.
public final class BundledServiceCatalog implements ServiceCatalog {
  @Override
  public List<Service> services() {
    List<Service> services = new ArrayList<>();
    CatalogLines.services()
        .forEach(
            columns ->
                services.add(
                    new Service(
                        columns[0],
                        columns[1],
                        new Engine(columns[2]),
                        columns[3],
                        columns[4],
                        columns[5],
                        Integer.parseInt(columns[6]))));
    return services;
  }

  @Override
  public List<Model> models(String service) {
    List<Model> models = new ArrayList<>();
    CatalogLines.models()
        .forEach(
            columns -> {
              if (columns[0].equals(service)) {
                models.add(model(columns));
              }
            });
    return models;
  }

  private static Model model(String[] columns) {
    String abilities = columns[10];
    return new Model(
        columns[1],
        columns[11].isEmpty() ? columns[1] : columns[11],
        columns[2].isEmpty() ? ModelConfig.DEFAULT_CONTEXT_LIMIT : Integer.parseInt(columns[2]),
        abilities.contains("t"),
        columns[4].equals("1"),
        abilities.contains("a"),
        abilities.contains("k"));
  }
}
