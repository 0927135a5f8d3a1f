package dev.gander.adapters.llm.catalog;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.List;

/// The services in the list that comes with the program. The list is small and rarely needed, so it
/// is read each time.
public final class BundledServiceCatalog implements ServiceCatalog {
  @Override
  public List<Service> services() {
    return CatalogLines.services().all().map(BundledServiceCatalog::service).toList();
  }

  @Override
  public List<Model> models(String service) {
    return CatalogLines.models(service).stream()
        .flatMap(CatalogLines::all)
        .map(BundledServiceCatalog::model)
        .toList();
  }

  private static Service service(String[] columns) {
    return new Service(
        columns[0],
        columns[1],
        new Engine(columns[2]),
        columns[3],
        columns[4],
        columns[5],
        Integer.parseInt(columns[6]));
  }

  private static Model model(String[] columns) {
    String abilities = columns[9];
    return new Model(
        columns[0],
        columns[10].isEmpty() ? columns[0] : columns[10],
        columns[1].isEmpty() ? ModelConfig.DEFAULT_CONTEXT_LIMIT : Integer.parseInt(columns[1]),
        abilities.contains("t"),
        columns[3].equals("1"),
        abilities.contains("a"),
        abilities.contains("k"));
  }
}
