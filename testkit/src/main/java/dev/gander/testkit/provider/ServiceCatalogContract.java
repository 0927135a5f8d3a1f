package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [ServiceCatalog].
public interface ServiceCatalogContract {
  /// A catalog with at least one service.
  ServiceCatalog services();

  @Test
  default void servicesAreSortedAndThereOnce() {
    List<String> ids = services().services().stream().map(ServiceCatalog.Service::id).toList();
    assertFalse(ids.isEmpty());
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
  }

  @Test
  default void eachServiceHasAsManyModelsAsItSays() {
    for (ServiceCatalog.Service service : services().services()) {
      List<String> ids =
          services().models(service.id()).stream().map(ServiceCatalog.Model::id).toList();
      assertEquals(service.modelCount(), ids.size(), service.id());
      assertEquals(ids.stream().sorted().distinct().toList(), ids, service.id());
    }
  }

  @Test
  default void anUnknownServiceHasNoModels() {
    assertEquals(List.of(), services().models("nope"));
    assertEquals(List.of(), services().models(""));
  }
}
