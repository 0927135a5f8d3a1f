package dev.gander.testkit.provider;

import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;

class InMemoryServiceCatalogTest implements ServiceCatalogContract {
  @Override
  public ServiceCatalog services() {
    return new InMemoryServiceCatalog()
        .know(
            new ServiceCatalog.Service(
                "s", "S", new Engine("openai"), "https://s", "", "S_API_KEY", 1),
            new ServiceCatalog.Model("m", "M", 1000, true, false, false, true));
  }
}
