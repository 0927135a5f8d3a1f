package dev.gander.adapters.llm.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;
import dev.gander.testkit.provider.ServiceCatalogContract;
import org.junit.jupiter.api.Test;

class BundledServiceCatalogTest implements ServiceCatalogContract {
  @Override
  public ServiceCatalog services() {
    return new BundledServiceCatalog();
  }

  @Test
  void knowsServicesThatGoosedKnows() {
    ServiceCatalog.Service found =
        services().services().stream()
            .filter(service -> service.id().equals("fireworks-ai"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        new ServiceCatalog.Service(
            "fireworks-ai",
            "Fireworks AI",
            new Engine("openai"),
            "https://api.fireworks.ai/inference/v1/",
            "https://fireworks.ai/docs/",
            "FIREWORKS_API_KEY",
            found.modelCount()),
        found);
  }
}
