package dev.gander.domain.provider.declared;

import java.util.List;

/// Published services that users could declare as custom providers. Nothing is fetched from the
/// network. Thread-safe.
public interface ServiceCatalog {
  /// All of them, sorted by id.
  List<Service> services();

  /// The models of a service, sorted by id; empty for an unknown one.
  List<Model> models(String service);

  /// A service; `keyName` is the variable in which other programs look for its key.
  record Service(
      String id,
      String name,
      Engine format,
      String apiUrl,
      String docUrl,
      String keyName,
      int modelCount) {}

  /// The capabilities of a model; the limit is in tokens.
  record Model(
      String id,
      String name,
      int contextLimit,
      boolean callsTools,
      boolean reasoning,
      boolean takesAttachments,
      boolean takesTemperature) {}
}
